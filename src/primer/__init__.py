"""A small neural network and its pictures, to understand how neural networks work."""

from primer import data, export, plot
from primer.activation import Activation, identity, relu, sigmoid, softmax, tanh
from primer.convolution import ConvolutionalNetwork, convolve
from primer.cost import Cost, binary_cross_entropy, cross_entropy, squared_error
from primer.course import (
    BOOK,
    COURSE,
    LESSON,
    Recipe,
    Trained,
    train_digit_network,
    train_digit_networks,
)
from primer.data import Digits, load_digits
from primer.evaluation import Spread, accuracy, confusion_matrix, over_seeds
from primer.gradient_check import numerical_gradient
from primer.images import add_noise, invert, shift
from primer.network import Gradient, Network
from primer.scaling import standardise
from primer.scores import Calibration, RocCurve, area_under_curve, calibration, roc_curve
from primer.training import Epoch, train, train_together

__all__ = [
    "BOOK",
    "COURSE",
    "LESSON",
    "Activation",
    "Calibration",
    "ConvolutionalNetwork",
    "Cost",
    "Digits",
    "Epoch",
    "Gradient",
    "Network",
    "Recipe",
    "RocCurve",
    "Spread",
    "Trained",
    "accuracy",
    "add_noise",
    "area_under_curve",
    "binary_cross_entropy",
    "calibration",
    "confusion_matrix",
    "convolve",
    "cross_entropy",
    "data",
    "export",
    "identity",
    "invert",
    "load_digits",
    "numerical_gradient",
    "over_seeds",
    "plot",
    "relu",
    "roc_curve",
    "shift",
    "sigmoid",
    "softmax",
    "squared_error",
    "standardise",
    "tanh",
    "train",
    "train_digit_network",
    "train_digit_networks",
    "train_together",
]
