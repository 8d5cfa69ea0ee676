"""What a district's tables tell the forecast."""
