"""Read a district's tables and layers, and check them against their contracts."""
