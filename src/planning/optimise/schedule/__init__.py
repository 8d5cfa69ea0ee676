"""The engine that schedules projects, and the questions put to it."""
