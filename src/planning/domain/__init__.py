"""The nouns: frozen, checked, free of files and tables."""
