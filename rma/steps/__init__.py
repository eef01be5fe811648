"""Steps several use cases share: inside their transaction, never one of their own."""
