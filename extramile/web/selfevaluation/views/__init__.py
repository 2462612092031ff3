"""Pages of the self-evaluation."""
