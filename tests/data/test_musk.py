import numpy as np

from primer.data import load_musk


def test_every_shape_is_there_in_its_documented_form() -> None:
    musk = load_musk()
    assert musk.inputs.shape == (476, 166)
    assert musk.inputs.dtype == np.float32
    assert (musk.labels.dtype, musk.molecules.dtype) == (np.dtype("i8"), np.dtype("i8"))
    assert np.bincount(musk.labels).tolist() == [269, 207]
    assert musk.targets.sum(axis=0).tolist() == [269, 207]


def test_92_molecules_have_2_to_40_shapes() -> None:
    numbers, shapes = np.unique(load_musk().molecules, return_counts=True)
    assert numbers.tolist() == list(range(1, 93))
    assert [int(shapes.min()), int(shapes.max())] == [2, 40]


def test_47_molecules_are_musks_in_each_of_their_shapes() -> None:
    musk = load_musk()
    labels = [set(musk.labels[musk.molecules == number]) for number in range(1, 93)]
    assert (labels.count({1}), labels.count({0})) == (47, 45)


def test_lengths_are_whole_hundredths_of_an_angstrom() -> None:
    inputs = load_musk().inputs
    assert (inputs == inputs.round()).all()
    assert np.isfinite(inputs).all()
    assert abs(inputs).max() < 400


def test_the_oxygen_columns_are_a_distance_and_its_three_parts() -> None:
    distance, *parts = load_musk().inputs[:, 162:].T
    assert np.corrcoef(distance, np.hypot(np.hypot(*parts[:2]), parts[2]))[0, 1] > 0.9


def test_shapes_of_one_molecule_are_alike() -> None:
    musk = load_musk()
    values = (musk.inputs - musk.inputs.mean(axis=0)) / musk.inputs.std(axis=0)
    distances = ((values[:, None] - values) ** 2).mean(axis=2)
    np.fill_diagonal(distances, np.inf)
    same = musk.molecules[:, None] == musk.molecules
    nearest = np.take_along_axis(same, distances.argmin(axis=1)[:, None], axis=1)
    assert nearest.mean() > 10 * same.mean()
