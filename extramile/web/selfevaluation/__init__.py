"""A partnership looks at itself: claims by criterion, who proves and challenges them, and who signs them off."""
