"""What Python packs, JavaScript reads."""

import base64

import numpy as np
import pytest

from primer import Network, load_digits
from primer.export import pack_digits, pack_network
from tests.figures.conftest import Call

RESPONSE = """({ file, status = 200 }) => new Response(
    Uint8Array.from(atob(file), (letter) => letter.charCodeAt()), { status })"""
OUTPUTS = f"""async (given) => {{
    const {{ facts, arrays }} = await data.unpack(({RESPONSE})(given))
    const layers = [0, 1, 2]
    const network = {{ ...facts,
        weights: layers.map((l) => Float64Array.from(arrays[`weights${{l}}`])),
        biases: layers.map((l) => Float64Array.from(arrays[`biases${{l}}`])) }}
    return given.images.map((image) => [...model.forward(network, Float64Array.from(image)).at(-1)])
}}"""
READ = f"""async (given) => {{
    const {{ arrays }} = await data.unpack(({RESPONSE})(given))
    return [[...arrays.images], [...arrays.labels]]
}}"""
SAID = f"""(given) => data.unpack(({RESPONSE})(given)).then(() => "fine", (error) => "refused")"""


def as_text(file: bytes) -> str:
    """Write bytes for the way into the browser."""
    return base64.b64encode(file).decode()


def test_float32_weights_give_the_outputs_of_python(call: Call) -> None:
    network = Network([784, 16, 16, 10], seed=5)
    images = load_digits("test").images[:20]
    given = {"file": as_text(pack_network(network, "float32")), "images": images.tolist()}
    assert np.abs(np.array(call(OUTPUTS, given)) - network(images)).max() < 1e-5


def test_digits_arrive_as_they_are(call: Call) -> None:
    digits = load_digits("test")
    file = pack_digits(digits.images[:9], digits.labels[:9])
    images, labels = call(READ, {"file": as_text(file)})
    assert np.array_equal(np.array(images, np.float32), digits.images[:9].ravel())
    assert labels == digits.labels[:9].tolist()


@pytest.mark.parametrize(
    "broken",
    [b"", b"<!doctype html>", pack_network(Network([9, 2]))[:-3]],
    ids=["empty", "a page", "cut short"],
)
def test_a_broken_file_is_refused(call: Call, broken: bytes) -> None:
    assert call(SAID, {"file": as_text(broken)}) == "refused"


def test_a_changed_file_is_refused(call: Call) -> None:
    file = bytearray(pack_network(Network([90, 20], seed=1)))
    file[len(file) // 2] ^= 4
    assert call(SAID, {"file": as_text(bytes(file))}) == "refused"


def test_an_answer_that_says_no_is_refused(call: Call) -> None:
    file = as_text(pack_network(Network([9, 2])))
    assert call(SAID, {"file": file}) == "fine"
    assert call(SAID, {"file": file, "status": 404}) == "refused"
