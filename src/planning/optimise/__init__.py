"""The model: variables, equations, solve, extract. PuLP and highspy are used here and nowhere else."""

from planning.optimise.engine import Engine
from planning.optimise.optimise import optimise
from planning.optimise.solver.settings import SolverSettings

__all__ = ["Engine", "SolverSettings", "optimise"]
