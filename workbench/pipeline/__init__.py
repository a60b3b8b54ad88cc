"""The order of the stages: read, compute, write, batch by batch; whatever was done stays done."""
