"""From people and births to intakes, stays and the pupils already placed.

The seam to the rest of the package is three arrays: ``intakes (Z, B, T)``, ``retention (B, K)`` and
``enrolled_before (F, B, T)``. Whatever stands behind them may be deepened without touching what comes after.
"""
