"""The map page: one self-contained file that asks no network."""
