"""Distances, and the zone-facility pairs that are near enough."""
