"""`python -m khtgdv`."""

from khtgdv.cli.main import main

if __name__ == "__main__":
    main()
