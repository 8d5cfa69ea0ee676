"""``python -m planning`` is the command line."""

from planning.cli.app import main

if __name__ == "__main__":
    main()
