"""Makes our tables of the national facts from the published files. `building.build` is the way in."""
