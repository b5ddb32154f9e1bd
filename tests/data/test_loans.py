import numpy as np
import pytest

from primer.data import load_loans


def test_every_loan_is_there_in_its_documented_form() -> None:
    loans = load_loans()
    assert loans.inputs.shape == (4454, 25)
    assert (loans.inputs.dtype, loans.labels.dtype) == (np.dtype("f4"), np.dtype("i8"))
    assert loans.classes == ("good", "bad")
    assert np.bincount(loans.labels).tolist() == [3200, 1254]


def test_missing_values_are_as_many_as_documented() -> None:
    loans = load_loans()
    missing = dict(zip(loans.columns, np.isnan(loans.inputs).sum(axis=0).tolist(), strict=True))
    assert {name: count for name, count in missing.items() if count} == {
        "Income": 381,
        "Assets": 47,
        "Debt": 18,
    }


@pytest.mark.parametrize(("name", "missing"), [("Home", 6), ("Marital", 1), ("Job", 2)])
def test_one_kind_applies_unless_it_is_missing(name: str, missing: int) -> None:
    loans = load_loans()
    columns = [column for column in loans.columns if column.startswith(f"{name}: ")]
    kinds = np.stack([loans[column] for column in columns]).sum(axis=0)
    assert np.unique(kinds, return_counts=True)[1].tolist() == [missing, 4454 - missing]
    assert set(np.unique(kinds).tolist()) == {0, 1}


@pytest.mark.parametrize(
    ("column", "least", "most"), [("Seniority", 0, 48), ("Time", 6, 72), ("Age", 18, 68)]
)
def test_columns_range_as_documented(column: str, least: float, most: float) -> None:
    values = load_loans()[column]
    assert [float(values.min()), float(values.max())] == [least, most]


def test_money_is_never_negative() -> None:
    loans = load_loans()
    for column in ("Expenses", "Income", "Assets", "Debt", "Amount", "Price"):
        assert np.nanmin(loans[column]) >= 0


@pytest.mark.parametrize("column", ["Records", "Job: partime", "Home: rent"])
def test_records_part_time_and_renting_go_with_bad_loans(column: str) -> None:
    loans = load_loans()
    marked = loans[column] == 1
    assert loans.labels[marked].mean() > 0.3 > loans.labels[~marked].mean() - 0.02


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"column must be one of Seniority, .*, got 'Sex'"):
        load_loans()["Sex"]
