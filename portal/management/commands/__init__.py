"""The commands of the portal."""
