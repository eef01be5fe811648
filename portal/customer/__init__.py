"""The pages of a customer: start, what happened, how we put it right, where it is."""
