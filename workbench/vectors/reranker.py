"""A second look at the best candidates, by a model that reads claim and passage together."""
