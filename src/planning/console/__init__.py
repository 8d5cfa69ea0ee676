"""What the terminal shows; part of the command line."""
