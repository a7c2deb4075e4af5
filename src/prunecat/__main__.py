"""`python -m prunecat`: the command line."""

from prunecat.app import main

if __name__ == "__main__":
    main()
