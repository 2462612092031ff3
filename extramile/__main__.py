"""`python -m extramile`."""

from extramile.main import main

# Guarded, because a child process that is started anew imports this module again.
if __name__ == "__main__":
    main()
