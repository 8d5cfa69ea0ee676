"""The model: variables, equations, solve, extract. PuLP and highspy are used here and nowhere else."""

from planning.optimise.carry_out import pulp_problem, write_model
from planning.optimise.engine import Engine
from planning.optimise.locate import OpenSites, solve_facility_location
from planning.optimise.optimise import optimise
from planning.optimise.solver.choose import require_solver
from planning.optimise.solver.settings import SolverSettings
from planning.optimise.staffing.programme import best_flows

__all__ = [
    "Engine",
    "OpenSites",
    "SolverSettings",
    "best_flows",
    "optimise",
    "pulp_problem",
    "require_solver",
    "solve_facility_location",
    "write_model",
]
