"""A small neural network and its pictures, to understand how neural networks work."""
