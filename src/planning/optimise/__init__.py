"""The model: variables, equations, solve, extract. PuLP and highspy are used here and nowhere else."""

from planning.optimise.lexicographic import optimise
from planning.optimise.options import Options

__all__ = ["Options", "optimise"]
