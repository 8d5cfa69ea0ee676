"""Check a district's tables against each other."""
