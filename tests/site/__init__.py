"""What must hold for every page of the built site, in a real browser."""
