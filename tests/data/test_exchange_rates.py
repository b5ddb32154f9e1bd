import numpy as np
import pytest

from primer.data import load_exchange_rates


def test_every_day_is_there_in_its_documented_form() -> None:
    euro = load_exchange_rates()
    assert euro.rates.shape == (7126, 4)
    assert (euro.dates.dtype, euro.rates.dtype) == (np.dtype("M8[D]"), np.dtype("f8"))
    assert euro.currencies == ("USD", "JPY", "GBP", "CHF")
    assert (euro.dates[[0, -1]] == np.array(["1999-01-04", "2026-10-30"], "M8[D]")).all()


def test_days_ascend_and_are_1_to_5_apart() -> None:
    apart = np.diff(load_exchange_rates().dates).astype(int)
    assert (apart.min(), apart.max()) == (1, 5)


def test_there_is_no_weekend_and_no_christmas() -> None:
    dates = load_exchange_rates().dates
    assert np.is_busday(dates).all()
    assert not any(str(date).endswith(("12-25", "01-01")) for date in dates)


def test_no_rate_is_missing_or_absurd() -> None:
    rates = load_exchange_rates().rates
    assert np.isfinite(rates).all()
    assert rates.min(axis=0) == pytest.approx([0.8252, 89.3, 0.571, 0.9], rel=0.05)
    assert abs(np.diff(np.log(rates), axis=0)).max() < 0.2


@pytest.mark.parametrize(
    ("date", "dollars"),
    # The first rate, the lowest (26 October 2000) and the highest (15 July 2008).
    [("1999-01-04", 1.1789), ("2000-10-26", 0.8252), ("2008-07-15", 1.5990)],
)
def test_dollars_are_as_the_central_bank_published_them(date: str, dollars: float) -> None:
    euro = load_exchange_rates()
    column = euro.rates[:, euro.currencies.index("USD")]
    assert column[euro.dates == np.datetime64(date)].tolist() == [dollars]
    assert column.min() == 0.8252
    assert column.max() == 1.599


def test_the_franc_jumped_when_its_floor_went() -> None:
    euro = load_exchange_rates()
    francs = np.log(euro.rates[:, euro.currencies.index("CHF")])
    assert str(euro.dates[1:][np.diff(francs).argmin()]) == "2015-01-15"
