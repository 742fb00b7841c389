"""People who leave the service: why and when; the plan that ends with it is closed by whoever keeps plans."""
