"""The sandbox as Shippo would speak: its HTTP, with its habits and its failures."""
