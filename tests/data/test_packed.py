import hashlib
import lzma
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from primer import data
from primer.data import packed

DATA = Path(packed.__file__).parent
FILES = sorted(str(file.relative_to(DATA)) for file in DATA.glob("*/*.xz"))
LOADERS = {name: getattr(data, name) for name in data.__all__ if name.startswith("load_")}
ALONE = {name: loader for name, loader in LOADERS.items() if name != "load_digits"}


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the data be read from a copy, which a test may damage."""
    for folder in DATA.iterdir():
        if folder.is_dir():
            shutil.copytree(folder, tmp_path / folder.name)
    monkeypatch.setattr(packed, "files", lambda _package: tmp_path)
    return tmp_path


def read_everything() -> None:
    """Read each data set anew, whatever was read before."""
    for loader in ALONE.values():
        loader.__wrapped__()
    for split in ("test", "train"):
        data.load_digits.__wrapped__(split)


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def pack_other_content(file: Path) -> None:
    """Write what another version may have had: sound, but not ours."""
    file.write_bytes(lzma.compress(b"a,b\n1,2\n"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "damage",
    [
        flip_a_byte,
        pack_other_content,
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(b""),
    ],
    ids=["flipped", "another", "truncated", "empty"],
)
def test_a_damaged_file_is_named(copied: Path, name: str, damage: Callable[[Path], object]) -> None:
    damage(copied / name)
    with pytest.raises(ValueError, match=f"primer/data/{name} is damaged.*expected sha256.*got"):
        read_everything()


@pytest.mark.usefixtures("copied")
def test_whole_files_are_read() -> None:
    read_everything()


@pytest.mark.parametrize("loader", ALONE.values(), ids=ALONE)
def test_a_data_set_is_read_in_half_a_second(loader: Callable[[], object]) -> None:
    start = time.process_time()
    loader.__wrapped__()  # type: ignore[attr-defined]
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("loader", ALONE.values(), ids=ALONE)
def test_a_data_set_is_read_once(loader: Callable[[], object]) -> None:
    assert loader() is loader()


@pytest.mark.parametrize("loader", ALONE.values(), ids=ALONE)
def test_a_data_set_cannot_be_written_to(loader: Callable[[], object]) -> None:
    loaded = loader()
    arrays = [loaded] if isinstance(loaded, np.ndarray) else list(vars(loaded).values())
    for array in arrays:
        assert not (isinstance(array, np.ndarray) and array.flags.writeable)


@pytest.mark.parametrize("folder", sorted({name.split("/")[0] for name in FILES}))
def test_the_licence_and_the_source_stand_beside_the_files(folder: str) -> None:
    notice = (DATA / folder / "LICENSE.txt").read_text("utf-8")
    words = "Creative Commons|CC0|Licence – Ontario|MIT|free reuse|Open Font License"
    assert any(licence in notice for licence in words.split("|"))
    assert "file" in notice
    assert "made" in notice


@pytest.mark.parametrize(
    "name",
    [
        "allhypo/allhypo.csv",
        "credit/credit_data.csv",
        "eurofxref/eurofxref.csv",
        "musk1/musk1.csv",
        "wdbc/breast_cancer.csv",
    ],
)
def test_the_notice_has_the_checksum_of_the_original(name: str) -> None:
    original = lzma.decompress((DATA / f"{name}.xz").read_bytes())
    notice = (DATA / name).parent / "LICENSE.txt"
    assert hashlib.sha256(original).hexdigest() in notice.read_text("utf-8")
