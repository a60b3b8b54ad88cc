"""Encoders and vector indexes."""
