"""The rules of the trade as values and functions: standard library only."""
