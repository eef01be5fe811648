"""The door for programs, tried from outside."""
