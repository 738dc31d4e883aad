"""Enrolments, reading, checks and completed modules: how far each person has come in a course."""
