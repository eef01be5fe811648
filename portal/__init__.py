"""Every door of the building."""
