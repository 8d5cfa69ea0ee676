"""Scenario files: what a planner decides before the model does."""
