"""Ways to train the same network: ours, two libraries', and the textbook's."""
