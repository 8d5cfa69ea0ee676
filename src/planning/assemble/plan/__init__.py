"""District, scenario and travel brought together into one frozen problem."""
