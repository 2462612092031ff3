"""The core on the command line, without Django. One module for each room's commands."""
