"""The door for programs: one router a noun, its shapes beside it."""
