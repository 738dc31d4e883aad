"""The course language: text in, documents and problems out. Pure: no Flask, no database."""
