"""Two ways to split molecules: where the shapes lie, what is known, what each way scores."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer.data import load_musk
from tests.figures.every import drag, opened, rows_of
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME, DEALS, PARTS = "two-splits", 25, 5
RIGHT = re.compile(r"dealt out: ([\d.]+) % called right")
PAGE = re.compile(r"the network seems to win with (\d+)%.*the network falls to (\d+)%", re.DOTALL)


def held_out(deal: int) -> list[np.ndarray]:
    """Return which rows are tested when rows are dealt out, and when molecules are."""
    seed, part = divmod(deal - 1, PARTS)
    musk = load_musk()
    tested = []
    for groups in (np.arange(len(musk)), musk.molecules):
        names, which = np.unique(groups, return_inverse=True)
        order = np.random.default_rng(seed).permutation(len(names))
        tested.append(order[which] % PARTS == part)
    return tested


def siblings(deal: int) -> list[str]:
    """Return what the figure has to say about known siblings in a deal, for both splits."""
    owners = load_musk().molecules
    return [
        f"{np.isin(owners[test], owners[~test]).sum()} of {test.sum()} test shapes"
        for test in held_out(deal)
    ]


def shows(figure: Locator, deal: int, molecule: int) -> None:
    """Expect a deal, and where it has put the shapes of a molecule."""
    for split, text in zip(("rows", "molecules"), siblings(deal), strict=True):
        expect(figure.locator(f"div.{split} output")).to_contain_text(text)
    musk = load_musk()
    own = musk.molecules == molecule
    by_row, by_molecule = (int(test[own].sum()) for test in held_out(deal))
    kind = musk.classes[musk.labels[own][0]].replace("non-musk", "no musk")
    said = figure.locator(".found")
    expect(said).to_contain_text(f"Molecule {molecule}, {kind}, {own.sum()} shapes.")
    learned = own.sum() - by_row
    places = f"{by_row or 'none'} in the test, {learned if by_row else 'all'} learned from"
    expect(said).to_contain_text(places if learned else "Found one: it is new")
    where = "in the test" if by_molecule else "learned from"
    expect(said).to_contain_text(f"Molecules dealt out: all {where}.")


def squares(figure: Locator, split: str, kind: str) -> int:
    """Count the squares of a kind in the picture of a split."""
    path = figure.locator(f"div.{split} .dealt path.{kind}").get_attribute("d") or ""
    return path.count("z")


def place_of(figure: Locator, molecule: int, split: str = "rows") -> tuple[float, float]:
    """Return where a molecule lies in a picture, in shares of it."""
    give = """(figure, [molecule, split]) => {
        const { x, y, width } = figure.places[molecule - 1]
        const box = figure.querySelector(`div.${split} .dealt`).viewBox.baseVal
        return [(x + width / 2 - box.x) / box.width, (y + 4 - box.y) / box.height]
    }"""
    across, down = figure.evaluate(give, [molecule, split])
    return across, down


def test_it_starts_with_the_first_deal_and_the_largest_molecule(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        shows(figure, 1, int(np.bincount(load_musk().molecules).argmax()))
        for split, test in zip(("rows", "molecules"), held_out(1), strict=True):
            right, wrong, learned = (
                squares(figure, split, kind) for kind in ("right", "wrong", "learned")
            )
            assert (right + wrong, learned) == (test.sum(), (~test).sum())
            said = RIGHT.search(figure.locator(f"div.{split} output").inner_text())
            assert said
            assert abs(float(said[1]) - 100 * right / (right + wrong)) <= 0.05


def test_all_deals_together_score_what_the_page_says(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        page = PAGE.search(visit.page.locator("article").inner_text())
        both = re.search(r"([\d.]+) % against ([\d.]+) %", figure.locator(".gap").inner_text())
        assert page
        assert both
        for said, written in zip(both.groups(), page.groups(), strict=True):
            assert abs(float(said) - float(written)) <= 0.55


def test_the_button_deals_again_and_comes_round(reader: Reader) -> None:
    with opened(reader, NAME, f"deal={DEALS - 1}&molecule=60") as (visit, figure):
        for deal in (DEALS, 1, 2):
            figure.get_by_role("button", name="Deal again").press("Enter")
            shows(figure, deal, 60)
        assert visit.url.endswith("#two-splits?deal=2&molecule=60")


def test_the_keyboard_finds_a_molecule_that_is_wholly_new(reader: Reader) -> None:
    owners, (by_row, _) = load_musk().molecules, held_out(1)
    new = min(set(owners[by_row]) - set(owners[~by_row]))
    with opened(reader, NAME, f"deal=1&molecule={new + 1}") as (_, figure):
        shows(figure, 1, new + 1)
        expect(figure.locator(".hit")).to_have_count(0)
        figure.get_by_role("slider", name="molecule").press("ArrowLeft")
        shows(figure, 1, new)
        expect(figure.locator(".hit")).to_contain_text("Found one")


def test_every_deal_stands_in_the_table(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        figure.locator("summary").press("Enter")
        expect(figure.locator("tbody tr")).to_have_count(DEALS)
        rows = rows_of(figure)
    for deal, row in enumerate(rows, 1):
        assert [f"{row[column]} test shapes" for column in (2, 4)] == siblings(deal)


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
@pytest.mark.parametrize("split", ["rows", "molecules"])
def test_mouse_and_finger_choose_a_molecule(reader: Reader, width: int, split: str) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        for molecule in (81, 12, 92, 50):
            place = place_of(figure, molecule, split)
            drag(visit, figure.locator(f"div.{split} .dealt"), [place, place])
            shows(figure, 1, molecule)
            assert visit.url.endswith(f"molecule={molecule}")


def test_a_mouse_need_not_press(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        picture = figure.locator("div.rows .dealt")
        box = picture.bounding_box()
        assert box
        across, down = place_of(figure, 3)
        picture.hover(position={"x": across * box["width"], "y": down * box["height"]})
        shows(figure, 1, 3)
