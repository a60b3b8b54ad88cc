"""Bytes or an address to a report record."""
