from typing import Any

import numpy as np
import pytest

from primer.activation import relu, softmax
from primer.convolution import ConvolutionalNetwork
from primer.network import Network
from primer.training import train, train_together
from tests.spots import parameters, spots

KINDS: list[dict[str, Any]] = [
    {},
    {"activation": relu, "output": softmax},
    {"momentum": 0.5, "weight_decay": 0.1},
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_trained_together_each_is_as_trained_alone(kind: dict[str, Any]) -> None:
    settings: dict[str, Any] = {"epochs": 2, "batch_size": 7, "learning_rate": 1.0}
    settings |= {name: kind[name] for name in kind if name in ("momentum", "weight_decay")}
    made = {name: kind[name] for name in kind if name not in settings}
    made["dtype"] = np.float64
    alone, together = ([Network([2, 3, 2], seed=s, **made) for s in (0, 5)] for _ in range(2))
    for network in alone:
        train(network, *spots(), seed=4, **settings)
    train_together(together, *spots(), seed=4, **settings)
    for side_by_side, on_its_own in zip(together, alone, strict=True):
        assert parameters(side_by_side) == pytest.approx(parameters(on_its_own))


def test_trained_together_each_has_its_own_settings() -> None:
    rates, decays = (0.1, 2.0, 2.0), (0.0, 0.0, 0.3)
    settings: dict[str, Any] = {"epochs": 2, "batch_size": 7, "momentum": 0.5}
    alone, together = ([Network([2, 3, 2], seed=seed) for seed in range(3)] for _ in range(2))
    for network, rate, decay in zip(alone, rates, decays, strict=True):
        own = settings | {"learning_rate": rate, "weight_decay": decay}
        train(network, *spots(), **own)
    own = settings | {"learning_rate": rates, "weight_decay": decays}
    train_together(together, *spots(), **own)
    for side_by_side, on_its_own in zip(together, alone, strict=True):
        assert parameters(side_by_side) == pytest.approx(parameters(on_its_own))


def test_unmeasured_training_is_the_same_training(capsys: pytest.CaptureFixture[str]) -> None:
    settings: dict[str, Any] = {"epochs": 2, "batch_size": 7, "learning_rate": 1.0}
    measured, alone, beside = (Network([2, 3, 2]) for _ in range(3))
    train(measured, *spots(), progress=False, **settings)
    settings |= {"measure": False, "progress": True}
    assert train(alone, *spots(), **settings) == []
    assert train_together([beside], *spots(), **settings) == [[]]
    assert parameters(alone) == parameters(measured)
    assert parameters(beside) == pytest.approx(parameters(measured))
    assert capsys.readouterr().out == ""


def test_validation_is_measured_where_training_is_not() -> None:
    held_out = ([[9, 9]], [[1, 0]])
    settings: dict[str, Any] = {"epochs": 2, "batch_size": 8, "learning_rate": 1.0}
    settings |= {"validation": held_out, "measure": False}
    alone, beside = Network([2, 3, 2]), Network([2, 3, 2])
    [together] = train_together([beside], *spots(), **settings)
    for network, history in ((alone, train(alone, *spots(), **settings)), (beside, together)):
        assert [(e.number, e.cost, e.accuracy) for e in history] == [
            (1, None, None),
            (2, None, None),
        ]
        assert history[-1].validation_cost == network.cost(*held_out)
        assert str(history[-1]).startswith("epoch 2, validation cost 0")


def test_trained_together_each_has_its_history() -> None:
    networks, held_out = [Network([2, 3, 2], seed=seed) for seed in (0, 1)], ([[9, 9]], [[1, 0]])
    settings: dict[str, Any] = {"epochs": 3, "batch_size": 8, "learning_rate": 1.0}
    histories = train_together(networks, *spots(), validation=held_out, **settings)
    assert [[epoch.number for epoch in history] for history in histories] == [[1, 2, 3]] * 2
    assert [h[-1].cost for h in histories] == [n.cost(*spots()) for n in networks]
    assert [h[-1].validation_cost for h in histories] == [n.cost(*held_out) for n in networks]


@pytest.mark.parametrize(
    ("networks", "message"),
    [
        ([], "expected networks of one kind, got none"),
        ([Network([2, 2]), Network([2, 3, 2])], r"of one kind, got .*2, 2.*2, 3, 2"),
        ([ConvolutionalNetwork()], "expected each to be a Network, got ConvolutionalNetwork"),
    ],
)
def test_only_networks_of_one_kind_train_together(networks: list[Network], message: str) -> None:
    settings: dict[str, Any] = {"epochs": 1, "batch_size": 8, "learning_rate": 1.0}
    with pytest.raises(ValueError, match=message):
        train_together(networks, *spots(), **settings)


@pytest.mark.parametrize("setting", ["learning_rate", "weight_decay"])
def test_a_setting_is_for_all_or_for_each(setting: str) -> None:
    networks = [Network([2, 3, 2]) for _ in range(2)]
    settings: dict[str, Any] = {"epochs": 1, "batch_size": 8, "learning_rate": 1.0}
    with pytest.raises(ValueError, match="expected one number or 2, one a network, got 3"):
        train_together(networks, *spots(), **settings | {setting: (1, 2, 3)})
    with pytest.raises(ValueError, match=rf"{setting} must be .*, got \(1, -1\)"):
        train_together(networks, *spots(), **settings | {setting: (1, -1)})
