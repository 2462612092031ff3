"""The evidence library: what a partnership can show, who may see it, and for what it is used."""
