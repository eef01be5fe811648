"""The texts people read, gathered from the code, translated, and made ready to load."""
