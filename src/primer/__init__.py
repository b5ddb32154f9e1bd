"""A small neural network and its pictures, to understand how neural networks work."""

from primer import plot
from primer.activation import Activation, identity, relu, sigmoid, softmax, tanh
from primer.cost import Cost, binary_cross_entropy, cross_entropy, squared_error
from primer.course import Trained, train_digit_network
from primer.data import Digits, load_digits
from primer.evaluation import Spread, accuracy, confusion_matrix, over_seeds
from primer.network import Gradient, Network
from primer.training import Epoch, numerical_gradient, train

__all__ = [
    "Activation",
    "Cost",
    "Digits",
    "Epoch",
    "Gradient",
    "Network",
    "Spread",
    "Trained",
    "accuracy",
    "binary_cross_entropy",
    "confusion_matrix",
    "cross_entropy",
    "identity",
    "load_digits",
    "numerical_gradient",
    "over_seeds",
    "plot",
    "relu",
    "sigmoid",
    "softmax",
    "squared_error",
    "tanh",
    "train",
    "train_digit_network",
]
