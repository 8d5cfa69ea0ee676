"""Variables, rows with coordinates, equations, objectives, and the plan read from a solution."""
