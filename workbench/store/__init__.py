"""SQLAlchemy: the only way to the data."""
