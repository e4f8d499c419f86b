"""Start movebreak as `python -m movebreak`."""

import sys

from movebreak.cli import main

if __name__ == "__main__":
    sys.exit(main())
