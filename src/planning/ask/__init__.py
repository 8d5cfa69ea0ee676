"""The public API: a case that is asked, a solution that shows itself."""
