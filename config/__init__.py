"""The project, not the product: settings, the URL map, the doors of the servers."""
