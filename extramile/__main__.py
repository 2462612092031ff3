"""`python -m extramile`."""

from extramile.main import main

main()
