"""The spine: load, forecast, assemble, optimise, audit, appraise, report, store."""
