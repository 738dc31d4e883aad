"""Drafts, media, releases: how what trainers wrote becomes what people read."""
