"""The command line's door: every error a sentence, every exit status meant."""

import sys

from workbench.cli.main import run


def main() -> None:
    """Runs one command and leaves with its status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
