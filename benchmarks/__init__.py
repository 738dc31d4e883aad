"""What is fast, and how one knows. README.md says how to read the numbers."""
