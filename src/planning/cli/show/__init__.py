"""What a terminal shows of an answer."""
