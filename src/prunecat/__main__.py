"""The program's first step: `prunecat`, and `python -m prunecat`."""

import gc
import os
import sys

# A run lives for milliseconds, and the collector's passes over freshly imported modules would be a tenth of them.
gc.set_threshold(200_000)


# Rich and others take any digits for a width and stumble over those that are none.
for size in ("COLUMNS", "LINES"):
    stated = os.environ.get(size, "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 5):
        os.environ.pop(size, None)


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        from prunecat.app import main as run

        run()
    except KeyboardInterrupt:  # while modules were still being imported
        sys.exit(130)
    finally:
        gc.freeze()  # the collections that end a process find nothing to free, and take an eighth of its time


if __name__ == "__main__":
    main()
