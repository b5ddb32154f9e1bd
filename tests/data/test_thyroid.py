import csv
import lzma
from pathlib import Path

import numpy as np
import pytest

from primer.data import load_thyroid, packed

FILE = Path(packed.__file__).parent / "allhypo" / "allhypo.csv.xz"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Read the rows of the original."""
    with lzma.open(FILE, "rt") as file:
        return list(csv.DictReader(file))


def test_every_patient_is_there_in_the_documented_form() -> None:
    patients = load_thyroid()
    assert patients.inputs.shape == (3709, 26)
    assert (patients.inputs.dtype, patients.labels.dtype) == (np.dtype("f4"), np.dtype("i8"))
    assert patients.classes == ("negative", "compensated_hypothyroid", "primary_hypothyroid")
    assert np.bincount(patients.labels).tolist() == [3420, 194, 95]


def test_2_secondary_cases_and_61_equal_rows_are_left_out(rows: list[dict[str, str]]) -> None:
    cells = [tuple(row.values()) for row in rows]
    secondary = sum(row["Class"] == "secondary_hypothyroid" for row in rows)
    assert (len(rows), len(rows) - len(set(cells)), secondary) == (3772, 61, 2)
    assert len(load_thyroid()) == 3772 - 61 - 2


def test_60_of_the_61_equal_rows_have_no_laboratory_value(rows: list[dict[str, str]]) -> None:
    seen: set[tuple[str, ...]] = set()
    unmeasured = 0
    for row in rows:
        again = tuple(row.values()) in seen
        unmeasured += again and {row[lab] for lab in ("TSH", "T3", "TT4", "T4U", "FTI")} == {"?"}
        seen.add(tuple(row.values()))
    assert unmeasured == 60


def test_columns_left_out_say_nothing_more(rows: list[dict[str, str]]) -> None:
    for row in rows:
        for lab in ("TSH", "T3", "TT4", "T4U", "FTI", "TBG"):
            assert (row[lab] == "?") == (row[f"{lab}_measured"] == "f")
    assert {row["TBG"] for row in rows} == {"?"}


def test_missing_values_are_as_many_as_documented() -> None:
    patients = load_thyroid()
    missing = {name: int(np.isnan(patients[name]).sum()) for name in patients.columns}
    assert {name: count for name, count in missing.items() if count} == {
        "age": 1, "TSH": 309, "T3": 709, "TT4": 171, "T4U": 326, "FTI": 324, "female": 149,
    }  # fmt: skip


def test_one_age_is_an_error() -> None:
    ages = np.sort(load_thyroid()["age"][~np.isnan(load_thyroid()["age"])])
    assert ages[[0, -2, -1]].tolist() == [1, 94, 455]


def test_questions_are_answered_with_yes_or_no(rows: list[dict[str, str]]) -> None:
    patients = load_thyroid()
    asked = [name for name in patients.columns if name in rows[0]][6:]
    assert (asked[0], asked[-1], len(asked)) == ("on_thyroxine", "psych", 14)
    for name in asked:
        assert set(patients[name].tolist()) <= {0, 1}
    assert patients["pregnant"].sum() == sum(row["pregnant"] == "t" for row in rows)


def test_each_patient_came_from_one_of_five_places() -> None:
    patients = load_thyroid()
    sources = [name for name in patients.columns if name.startswith("referral_source: ")]
    assert len(sources) == 5
    assert (np.stack([patients[name] for name in sources]).sum(axis=0) == 1).all()


def test_no_man_is_pregnant() -> None:
    patients = load_thyroid()
    pregnant = patients["pregnant"] == 1
    assert np.nanmin(patients["female"][pregnant]) == 1
    assert np.nanmin(patients["female"][~pregnant]) == 0


def test_the_laboratory_makes_the_labels() -> None:
    patients = load_thyroid()
    TSH, FTI = patients["TSH"], patients["FTI"]  # noqa: N806 - as doctors write them
    compensated, primary = (patients.labels == label for label in (1, 2))
    assert (TSH[compensated | primary] > 6).all()
    assert np.nanmax(FTI[primary]) <= 64 < np.nanmin(FTI[compensated])
    assert [float(np.nanmin(TSH)), float(np.nanmax(TSH))] == pytest.approx([0.005, 530])


def test_nobody_is_called_ill_whose_tsh_was_not_measured() -> None:
    patients = load_thyroid()
    assert set(patients.labels[np.isnan(patients["TSH"])].tolist()) == {0}


def test_some_are_ill_whose_other_values_were_not_measured() -> None:
    patients = load_thyroid()
    for lab in ("T3", "TT4", "T4U", "FTI"):
        assert patients.labels[np.isnan(patients[lab])].any()
