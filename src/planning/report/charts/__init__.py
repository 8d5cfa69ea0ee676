"""Charts for slides, as SVG or PNG."""
