"""Workbooks and map layers that leave the program as files."""
