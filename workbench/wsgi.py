"""The door for other WSGI servers."""
