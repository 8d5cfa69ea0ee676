"""Whole zones and contiguous catchments under a given schedule."""
