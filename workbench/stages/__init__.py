"""One module per step of the main line; none imports another."""
