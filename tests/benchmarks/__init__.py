"""How fast we are, each time beside a floor of the same run; docs/performance.md."""
