"""What rules and measures mean: tables that are drawn, and a twin that is slow and obvious."""
