"""Data sets, read from the package and never downloaded, and ways to split them."""

from primer.data.breast_tumours import load_breast_tumours
from primer.data.crime import Crime, Incidents, load_crime, load_incidents
from primer.data.digits import Digits, load_digits
from primer.data.exchange_rates import ExchangeRates, load_exchange_rates
from primer.data.letters import Letters, load_letters
from primer.data.loans import load_loans
from primer.data.musk import Shapes, load_musk
from primer.data.photograph import load_photograph
from primer.data.split import Split, split_by_group, split_by_label, split_by_time
from primer.data.table import Table
from primer.data.thyroid import load_thyroid

__all__ = [
    "Crime",
    "Digits",
    "ExchangeRates",
    "Incidents",
    "Letters",
    "Shapes",
    "Split",
    "Table",
    "load_breast_tumours",
    "load_crime",
    "load_digits",
    "load_exchange_rates",
    "load_incidents",
    "load_letters",
    "load_loans",
    "load_musk",
    "load_photograph",
    "load_thyroid",
    "split_by_group",
    "split_by_label",
    "split_by_time",
]
