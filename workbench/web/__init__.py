"""The reviewers' web interface (Flask)."""
