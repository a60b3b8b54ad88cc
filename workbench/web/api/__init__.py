"""The desk as JSON under /api/v1: whatever the pages can do, for programs."""
