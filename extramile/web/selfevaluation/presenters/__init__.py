"""Words for the self-evaluation."""
