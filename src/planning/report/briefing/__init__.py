"""A briefing of one page file: sentences, charts and tables made from a run's results."""
