"""District, scenario, forecast and travel brought together into one frozen problem."""
