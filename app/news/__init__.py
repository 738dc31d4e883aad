"""A client's news of the day: written, changed, withdrawn; who has read it, and what they answered."""
