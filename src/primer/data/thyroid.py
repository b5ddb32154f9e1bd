"""Patients whose thyroid was tested."""

from functools import cache

import numpy as np

from primer.data.packed import read_columns
from primer.data.table import Table, indicators, numbers, tabulate

_SHA256 = "528d730ce7bfcc4da9d5ef10668112cee4e37954fc0521480bb3b9ee1983274c"
_NUMBERS = ("age", "TSH", "T3", "TT4", "T4U", "FTI")
_CLASSES = ("negative", "compensated_hypothyroid", "primary_hypothyroid")


@cache
def load_thyroid() -> Table:
    """Return 3,709 thyroid examinations of the 1980s, 289 with an underactive thyroid.

    Classes: 3,420 negative, which is not to say healthy; 194 compensated (the
    thyroid makes enough hormone when driven hard); 95 primary (it does not).

    The columns, each 1 for yes and 0 for no unless it says otherwise:

    - `age`: Years, 1 to 94, one missing. One is 455: an error, left for you to find.
    - `female`: 1 for a woman, 0 for a man; 149 missing.
    - `TSH`: The hormone that drives the thyroid, as in the source (mU/L is usual);
      0.005 to 530, 309 missing.
    - `T3`, `TT4`: The thyroid's hormones (nmol/L is usual); 709 and 171 missing.
    - `T4U`, `FTI`: Uptake of T4, and the free thyroxine index; 326 and 324 missing.
    - `on_thyroxine` to `psych`: What the doctor knew or asked.
    - `referral_source: …`: Which of five kinds of place sent the patient.

    A laboratory value is missing where the test was not made, as somebody who saw the
    patient decided: a signal, if a weak one. None of the 309 without TSH is called
    anything but negative.

    The labels follow the laboratory: nobody with a TSH of 6 or below has an
    underactive thyroid here, and an FTI of 64 or below is "primary", above it
    "compensated". So a network learns a rule that is known. One institute, decades
    ago, with no number for the patient: whether somebody came twice cannot be seen.

    Left out of 3,772 rows: 2 of the class "secondary", too few to learn from, and
    61 equal to an earlier row in every column (60 of them without any laboratory
    value). TBG, which nobody had measured, and the columns that say whether a value
    is missing are not passed on.

    The second call returns the same arrays.

    Raises:
        ValueError: If the data file is damaged.

    Source: R. Quinlan, *Thyroid Disease*, UCI Machine Learning Repository, 1986,
    doi:10.24432/C5D010; collected at the Garavan Institute, Sydney. CC BY 4.0, as
    others record it. See the notice beside the file.

    Examples:
        >>> patients = load_thyroid()
        >>> patients.inputs.shape, np.bincount(patients.labels).tolist()
        ((3709, 26), [3420, 194, 95])
    """
    columns = read_columns("allhypo/allhypo.csv.xz", _SHA256)
    different = dict.fromkeys(zip(*columns.values(), strict=True))
    rows = np.array([row for row in different if row[-1] in _CLASSES])
    cells = dict(zip(columns, rows.T, strict=True))
    asked = list(cells)[2 : list(cells).index("TSH_measured")]
    values = {
        **{name: numbers(cells[name], missing="?") for name in _NUMBERS},
        "female": np.where(cells["sex"] == "?", np.nan, cells["sex"] == "F"),
        **{name: cells[name] == "t" for name in asked},
        **indicators("referral_source", cells["referral_source"]),
    }
    return tabulate(values, cells["Class"], _CLASSES)
