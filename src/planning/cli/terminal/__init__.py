"""The terminal: text made safe, lines broken where a reader would break them, tables that fit."""
