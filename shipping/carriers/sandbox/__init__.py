"""A carrier that moves nothing: prices, labels and journeys are made up."""
