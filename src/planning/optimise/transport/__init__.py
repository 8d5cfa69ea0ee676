"""Problems without anything to build, as transportation problems."""
