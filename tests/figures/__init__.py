"""Tests of the figures that readers can play with, in a real browser."""
