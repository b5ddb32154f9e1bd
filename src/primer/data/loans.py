"""Loans that turned out good, and loans that turned out bad."""

from functools import cache

from primer.data.packed import read_columns
from primer.data.table import Table, indicators, numbers, tabulate

_SHA256 = "0291d583c98bcf5a9ebbeb750317c6aae5b9e366c2c201de66f7420bf976fd2d"
_NUMBERS = (
    "Seniority",
    "Time",
    "Age",
    "Expenses",
    "Income",
    "Assets",
    "Debt",
    "Amount",
    "Price",
)


@cache
def load_loans() -> Table:
    """Return 4,454 loans: 3,200 good, 1,254 bad.

    The columns:

    - `Seniority`: Years in the job, 0 to 48.
    - `Time`: For how long the loan was wanted, 6 to 72 months.
    - `Age`: Years, 18 to 68.
    - `Expenses`, `Income`, `Assets`, `Debt`, `Amount`, `Price`: Money; the source states no
      unit. Amount is what the client wanted, Price what it was for. Income is
      missing in 381 rows, Assets in 47, Debt in 18.
    - `Records`: 1 if there are records of the client (of what, is not said), else 0.
    - `Home: …`, `Marital: …`, `Job: …`: 1 for the kind that applies, else 0, in the
      source's words; all are 0 where it is missing (6, 1 and 2 rows).

    The source does not say what makes a loan bad, nor who lent, where, and when.
    Lenders learn only how those pay to whom they lend: how people would have paid
    who were refused earlier cannot be here. Neither sex nor origin is stated,
    which does not make a model blind to them.

    The second call returns the same arrays.

    Raises:
        ValueError: If the data file is damaged.

    Source: L. A. Belanche Muñoz, by way of G. Sanchez's *CreditScoring* and, as
    `credit_data`, M. Kuhn's R package *modeldata*, which is under the MIT licence;
    none is stated for the data apart. See the notice beside the file.

    Examples:
        >>> loans = load_loans()
        >>> loans.inputs.shape, loans.classes, int(loans.labels.sum())
        ((4454, 25), ('good', 'bad'), 1254)
    """
    columns = read_columns("credit/credit_data.csv.xz", _SHA256)
    values = {
        **{name: numbers(columns[name], missing="") for name in _NUMBERS},
        "Records": columns["Records"] == "yes",
        **indicators("Home", columns["Home"]),
        **indicators("Marital", columns["Marital"]),
        **indicators("Job", columns["Job"]),
    }
    return tabulate(values, columns["Status"], ("good", "bad"))
