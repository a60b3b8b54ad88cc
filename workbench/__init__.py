"""A workbench for a desk that corroborates or disputes the claims in news reports."""
