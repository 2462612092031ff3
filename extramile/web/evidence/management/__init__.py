"""Commands of the evidence room, called with `extramile manage`."""
