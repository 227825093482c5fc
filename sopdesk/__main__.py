"""The program's door: ``python3 -m sopdesk`` in a checkout, ``sopdesk`` where it is installed."""

import sys

from sopdesk import provision


def main(argv: list[str] | None = None) -> int:
    """Run the program with ``argv`` (default: the process's own) and give its exit code."""
    from sopdesk import bootstrap  # late: in a fresh checkout its packages come only with the set-up

    return bootstrap.run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    provision.ensure("sopdesk", provision.RUN, *([provision.WINDOW] if provision.has_display() else []))
    sys.exit(main())
