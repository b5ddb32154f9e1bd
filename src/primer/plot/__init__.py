"""Pictures of digits, weights, networks and their training, drawn from plain arrays.

Each function draws on the axes that it is given, or on a new figure, and returns the
axes. The package's style applies to what it draws and to nothing else.
"""

from primer.plot.confusion_matrix import confusion
from primer.plot.curves import activation_curve, training_curve
from primer.plot.diagram import network_diagram
from primer.plot.images import digit, digits
from primer.plot.weights import weight_grid, weight_grids, weight_key

__all__ = [
    "activation_curve",
    "confusion",
    "digit",
    "digits",
    "network_diagram",
    "training_curve",
    "weight_grid",
    "weight_grids",
    "weight_key",
]
