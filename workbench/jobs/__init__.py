"""What runs in the background, on the queue library."""
