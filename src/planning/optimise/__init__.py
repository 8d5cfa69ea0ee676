"""The model: variables, equations, solve, extract. PuLP and highspy are used here and nowhere else."""
