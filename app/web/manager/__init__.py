"""Pages of those who see every team of a client."""
