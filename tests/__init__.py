"""The tests of the package, its pages and its site."""
