"""Questions about a paragraph, and the answers that stay there for the next reader."""
