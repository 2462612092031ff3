"""What pages look like: layout, components, typeface, charts, numbers in words."""
