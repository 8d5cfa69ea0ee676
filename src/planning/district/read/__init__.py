"""Read a district's files and cells."""
