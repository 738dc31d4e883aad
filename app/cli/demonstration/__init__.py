"""Invented people and what they did, so that a new installation on one's own machine has something to show."""
