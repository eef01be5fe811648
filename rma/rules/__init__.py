"""What the business decides, from values alone: no Django, no clock."""
