"""The commands (click), one module per group, loaded lazily."""
