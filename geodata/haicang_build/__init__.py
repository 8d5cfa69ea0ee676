"""Steps that build the embedded district from the figures in ``haicang/source``."""
