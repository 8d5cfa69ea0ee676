"""HiGHS kept alive, its settings, and how it is interrupted."""
