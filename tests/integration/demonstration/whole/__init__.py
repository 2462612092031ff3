"""The demonstration in its real size: it is built once for the tests of this folder."""
