import numpy as np
import pytest

from primer.data import load_crime, load_incidents


def test_every_area_and_month_is_there_in_its_documented_form() -> None:
    crime = load_crime()
    assert (crime.counts.shape, crime.counts.dtype) == ((140, 96), np.dtype("i8"))
    assert len(set(crime.areas)) == 140
    assert crime.months.dtype == np.dtype("M8[M]")
    assert (np.diff(crime.months).astype(int) == 1).all()
    assert (str(crime.months[0]), str(crime.months[-1])) == ("2014-01", "2021-12")


def test_years_sum_to_what_was_verified() -> None:
    years = load_crime().counts.reshape(140, 8, 12).sum(axis=(0, 2))
    assert years.tolist() == [27869, 28051, 28304, 29694, 31907, 33853, 29758, 28900]
    assert years.sum() == 238_336


def test_centres_are_in_toronto() -> None:
    north, east = load_crime().centres.T
    assert ((north > 43.58) & (north < 43.86)).all()
    assert ((east > -79.64) & (east < -79.11)).all()


def test_scarborough_lies_east_of_etobicoke() -> None:
    crime = load_crime()
    east = dict(zip(crime.areas.tolist(), crime.centres[:, 1], strict=True))
    assert east["Scarborough Village"] > east["Moss Park"] > east["Etobicoke West Mall"]


def test_the_incidents_are_those_that_the_counts_count() -> None:
    crime, incidents = load_crime(), load_incidents()
    counted = np.zeros_like(crime.counts)
    places = np.searchsorted(crime.months, incidents.months)
    np.add.at(counted, (incidents.areas, places), 1)
    two_years = crime.months.astype("M8[Y]").astype(int) + 1970
    two_years = (two_years == 2018) | (two_years == 2019)
    assert (counted[:, two_years] == crime.counts[:, two_years]).all()
    assert counted[:, ~two_years].sum() == 0


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("Assault", 33575),
        ("Auto Theft", 8859),
        ("Break and Enter", 15506),
        ("Robbery", 5359),
        ("Theft Over", 2461),
    ],
)
def test_kinds_are_as_frequent_as_verified(kind: str, count: int) -> None:
    incidents = load_incidents()
    assert (incidents.labels == incidents.classes.index(kind)).sum() == count


def test_every_incident_has_a_possible_time_and_place() -> None:
    incidents = load_incidents()
    assert len(incidents) == 65_760
    for values, kinds in (
        (incidents.weekdays, 7),
        (incidents.hours, 24),
        (incidents.premises, len(incidents.kinds_of_premises)),
        (incidents.areas, 140),
    ):
        assert (len(values), set(values.tolist())) == (65_760, set(range(kinds)))


@pytest.mark.parametrize("hour", [0, 12])
def test_midnight_and_noon_are_guesses(hour: int) -> None:
    counts = np.bincount(load_incidents().hours)
    around = (counts[hour - 1] + counts[hour + 1]) / 2
    assert counts[hour] > 1.3 * around


def test_the_14_busiest_areas_of_2018_are_those_of_2019() -> None:
    counts = load_crime().counts
    busiest = [
        set(np.argsort(counts[:, start : start + 12].sum(axis=1))[-14:]) for start in (48, 60)
    ]
    assert busiest[0] == busiest[1]


def test_schools_are_quiet_at_weekends() -> None:
    incidents = load_incidents()
    school = incidents.premises == incidents.kinds_of_premises.index("Educational")
    days = np.bincount(incidents.weekdays[school])
    assert days[5:].max() < days[:5].min()
