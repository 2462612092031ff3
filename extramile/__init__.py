"""The local area SEND inspection cycle in one system: know, be inspected, publish, act, compare."""

__version__ = "0.1.0"
