"""One way to spread work: a function and its cases, in this process, in others, or on a cluster.

Whoever has many cases calls :func:`planning.runs.compute.spread.spread` and says where by a
:class:`planning.runs.compute.settings.Compute`. Results come in the order of the cases and are the same each
way; so is the error, for it is that of the first case that fails.

Why so:

- **Contiguous chunks.** A chunk is a run of neighbouring cases that one worker carries out with one copy of
  the function. What the function keeps (a live model, the candidates of an autumn) serves the whole chunk,
  and a chunk is sent once; single tasks pay for both with each case. A model of 0.7 MB asked 1,000 times on
  two busy cores took 5 to 8 times as long in single tasks of processes, and 15 times on Dask. Four chunks a
  worker still even out cases of unlike length. Whole runs of a scenario, of many seconds each, are chunks of
  one.
- **Spawned processes.** A forked child of a process with threads may hang in a lock that no thread will
  open, and the solver, the arrays and a progress bar all have threads. A fork server keeps a process that
  remembers an earlier environment. Spawning costs each worker the seconds of its imports and is the same on
  Linux, macOS and Windows. A script must begin its work below ``if __name__ == "__main__":``.
- **Dask for a cluster.** It finds workers, moves work away from one that dies, and bureaus that have a
  cluster know it. It is imported in ``cluster.py`` alone, and only when a cluster is asked for.
- **Errors are values.** A worker hands back results and error of a chunk; only the caller raises. So the
  earlier results of a chunk are not lost, and no pool decides which error is seen.
"""
