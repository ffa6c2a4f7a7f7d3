"""`codegen` and `python -m codegen`."""

import sys

from codegen.cli.main import run


def main() -> None:
    """Run the command line, and exit with its code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
