"""`python -m procession`."""

from procession.cli import main

if __name__ == "__main__":
    main()
