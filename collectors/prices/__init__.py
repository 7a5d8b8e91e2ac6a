"""What a token costs at Anthropic's list prices, by model and date."""
