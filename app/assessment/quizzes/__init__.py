"""Quizzes: attempts, answers kept as they are given, results."""
