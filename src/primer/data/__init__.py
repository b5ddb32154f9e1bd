"""The data sets of the course, read from the package and never downloaded."""

from primer.data.digits import Digits, load_digits

__all__ = ["Digits", "load_digits"]
