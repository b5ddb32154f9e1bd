"""What a euro cost, day by day."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from primer.data.labelled import ReadOnly
from primer.data.packed import read_columns

_SHA256 = "5dd047772d7118ebe2ab814ac598e80956dfd915752e168444471697b08b12be"


@dataclass(frozen=True)
class ExchangeRates(ReadOnly):
    """Reference rates of the euro, oldest first.

    The arrays cannot be written to; copy one before changing it.

    Attributes:
        dates: Shape `(days,)`, datetime64[D], ascending.
        rates: Shape `(days, currencies)`, float64, units of the currency for one euro.
        currencies: Three letters for each column of the rates.
    """

    dates: NDArray[np.datetime64]
    rates: NDArray[np.float64]
    currencies: tuple[str, ...]


@cache
def load_exchange_rates() -> ExchangeRates:
    """Return the euro's rates in USD, JPY, GBP and CHF on 7,126 days.

    From 4 January 1999, the first working day of the euro, to 30 October 2026,
    Mondays to Fridays without the holidays of the euro area's payment system, so
    that two rows are 1 to 5 days apart. No day is there twice, no rate is missing.

    The central banks fix the rates once a day and publish them for information.
    Nobody traded at exactly these prices, and a trade costs money.

    The second call returns the same arrays.

    Raises:
        ValueError: If the data file is damaged.

    Source: European Central Bank, euro foreign exchange reference rates; free to
    reuse when the source is named and the figures are left as they are. Here: four
    of 41 currencies, in reverse order. See the notice beside the file.

    Examples:
        >>> euro = load_exchange_rates()
        >>> euro.dates[0], euro.rates[0].tolist()
        (np.datetime64('1999-01-04'), [1.1789, 133.73, 0.7111, 1.6168])
    """
    columns = read_columns("eurofxref/eurofxref.csv.xz", _SHA256)
    dates = columns.pop("Date").astype("M8[D]")
    return ExchangeRates(
        dates=dates,
        rates=np.stack(list(columns.values()), axis=1).astype(np.float64),
        currencies=tuple(columns),
    )
