"""Every seat, yuan and metre recomputed with numpy from problem and plan; the solver is not asked."""
