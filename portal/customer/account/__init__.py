"""Pages of customers who sign in: their company's returns, units, people and data."""
