"""Read-only questions over all rooms: the matrix, past days, dossiers, the latest changes."""
