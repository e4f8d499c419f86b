"""Where a bundled movebreak begins: as the program, or as the part that draws."""

import sys

from movebreak.itself import DRAWING_PART


def main() -> int:
    """Run what the words ask for; return the exit code."""
    if sys.argv[1:2] == [DRAWING_PART]:
        # With it comes Pillow, which the program itself does without.
        from movebreak.surfaces import figure_child  # noqa: PLC0415

        return figure_child.main(sys.argv[2:])
    from movebreak import cli  # noqa: PLC0415

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
