"""The model: variables, equations, solve, extract. PuLP and highspy are used here and nowhere else."""

from planning.optimise.carry_out import pulp_problem, write_model
from planning.optimise.engine import Engine
from planning.optimise.locate import OpenSites, solve_facility_location
from planning.optimise.optimise import optimise
from planning.optimise.solver.choose import require_solver
from planning.optimise.solver.settings import SolverSettings

__all__ = [
    "Engine",
    "OpenSites",
    "SolverSettings",
    "optimise",
    "pulp_problem",
    "require_solver",
    "solve_facility_location",
    "write_model",
]
