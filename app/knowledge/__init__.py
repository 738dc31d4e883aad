"""The knowledge base: what is in it, and how an operator with a caller in their ear finds the right section."""
