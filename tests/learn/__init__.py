"""What the chapters promise: their beats, their numbers, their length."""
