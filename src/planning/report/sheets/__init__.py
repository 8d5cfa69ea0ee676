"""Sheets of words and rows that a terminal, a notebook or a CSV shows."""
