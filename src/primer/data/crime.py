"""What the police of Toronto recorded."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from primer.data.labelled import Labelled, ReadOnly
from primer.data.packed import read_columns, read_idx

_COUNTS = "261bab815d7be444a81f21bc121b5a9bc329c1d4be2a7df4b74fe2ae97a7af5d"
_CENTRES = "a4b6b15a9de359485091f9768df97537ca6c9645071355cb7f69c8ef75b1e625"
_INCIDENTS = "c02e0327951a791e7dde9ba1056345d5d9f6eff385bc0cce2e1af89d0e7109f0"


@dataclass(frozen=True)
class Crime(ReadOnly):
    """How many incidents were recorded in each area and month.

    The arrays cannot be written to; copy one before changing it.

    Attributes:
        areas: Shape `(140,)`, the names of the neighbourhoods.
        centres: Shape `(140, 2)`, float64, degrees north and degrees east.
        months: Shape `(96,)`, datetime64[M], ascending.
        counts: Shape `(140, 96)`, int64, incidents.
    """

    areas: NDArray[np.str_]
    centres: NDArray[np.float64]
    months: NDArray[np.datetime64]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Incidents(Labelled):
    """Recorded incidents, one a row; the labels are their kinds.

    The arrays cannot be written to; copy one before changing it.

    Attributes:
        months: Shape `(n,)`, datetime64[M].
        weekdays: Shape `(n,)`, int64, 0 Monday to 6 Sunday.
        hours: Shape `(n,)`, int64, 0 to 23.
        premises: Shape `(n,)`, int64, place among `kinds_of_premises`.
        labels: Shape `(n,)`, int64, place among the classes.
        areas: Shape `(n,)`, int64, place among the areas of `load_crime()`.
        classes: The kinds of incidents.
        kinds_of_premises: Where it happened.
        targets: Shape `(n, 5)`, float32, 1 at the label and 0 elsewhere.
    """

    months: NDArray[np.datetime64]
    weekdays: NDArray[np.int64]
    hours: NDArray[np.int64]
    premises: NDArray[np.int64]
    labels: NDArray[np.int64]
    areas: NDArray[np.int64]
    classes: tuple[str, ...] = (
        "Assault",
        "Auto Theft",
        "Break and Enter",
        "Robbery",
        "Theft Over",
    )
    kinds_of_premises: tuple[str, ...] = (
        "Outside",
        "Apartment",
        "Commercial",
        "House",
        "Other",
        "Transit",
        "Educational",
    )


@cache
def load_crime() -> Crime:
    """Return the counts of 140 areas of Toronto in the 96 months of 2014 to 2021.

    238,336 incidents of five kinds: assault, car theft, breaking in, robbery, theft
    above 5,000 dollars. Nothing is missing. The centre of an area is the mean place
    of its incidents, which the police had moved to the nearest crossing.

    An incident is here because somebody reported or found it and an officer wrote
    it down: recorded is not committed, and where the police look more they record
    more. The counts are below the official ones, because the person who prepared
    them kept one row of each case and dropped what had no known place. The numbers
    of people who live in an area, or pass through it, are not here.

    The second call returns the same arrays.

    Raises:
        ValueError: If a data file is damaged.

    Source: Toronto Police Service, Public Safety Data Portal, Major Crime
    Indicators. Contains information licensed under the Open Government Licence –
    Ontario. See the notice beside the files.

    Examples:
        >>> crime = load_crime()
        >>> crime.areas[0], crime.months[0], int(crime.counts[0, 0])
        (np.str_('Agincourt North'), np.datetime64('2014-01'), 16)
    """
    columns = read_columns("toronto/monthly_counts.csv.xz", _COUNTS)
    areas = columns.pop("neighbourhood")
    centres = read_columns("toronto/neighbourhood_centres.csv.xz", _CENTRES)
    return Crime(
        areas=areas,
        centres=np.stack([centres["Lat"], centres["Long"]], axis=1).astype(np.float64),
        months=np.array(list(columns), "M8[M]"),
        counts=np.stack(list(columns.values()), axis=1).astype(np.int64),
    )


@cache
def load_incidents() -> Incidents:
    """Return the 65,760 incidents of 2018 and 2019 that `load_crime()` counts.

    Half of them, 33,575, are assaults. Nothing is missing, but hours were guessed:
    at 0 and 12 there are far more than in the hours around. Nothing is said of
    people. What is said of the whole in `load_crime()` holds here.

    The second call returns the same arrays.

    Raises:
        ValueError: If the data file is damaged.

    Examples:
        >>> incidents = load_incidents()
        >>> len(incidents), incidents.classes[incidents.labels[0]]
        (65760, 'Assault')
    """
    months, *others = read_idx("toronto/incidents-idx2-ubyte.xz", _INCIDENTS).astype(np.int64)
    return Incidents(np.datetime64("2018-01", "M") + months, *others)
