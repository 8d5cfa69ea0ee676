"""A planner's own files to a district: readers, datum, columns, zones, tables."""
