"""The command line: commands in panels."""
