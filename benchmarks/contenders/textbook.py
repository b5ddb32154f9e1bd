"""The loop of the textbooks: one example at a time, as columns, in lists of arrays.

After the program of M. Nielsen, *Neural Networks and Deep Learning*, 2015,
chapter 1; written anew.
"""

import numpy as np

from benchmarks.contest import Floats, Labels, Task, enter


def sigmoid(z: Floats) -> Floats:
    """Return 1 / (1 + exp(-z))."""
    result: Floats = 1 / (1 + np.exp(-z))
    return result


class Textbook:
    """Sigmoid neurons and squared error, backpropagated example by example."""

    def __init__(self, task: Task) -> None:
        """Make columns of the examples, and lists of weights and biases."""
        self.task = task
        self.inputs = [image[:, None] for image in task.images]
        self.targets = [target[:, None] for target in task.targets()]
        self.weights = task.start()
        self.biases: list[Floats] = [np.zeros((len(w), 1), np.float32) for w in self.weights]

    def learn(self) -> None:
        """Train for one epoch."""
        for batch in self.task.batches():
            self.learn_from([(self.inputs[i], self.targets[i]) for i in batch])

    def learn_from(self, batch: list[tuple[Floats, Floats]]) -> None:
        """Step against the mean of the examples' gradients."""
        weight_sums = [np.zeros_like(w) for w in self.weights]
        bias_sums = [np.zeros_like(b) for b in self.biases]
        for x, y in batch:
            weight_slopes, bias_slopes = self.backpropagate(x, y)
            weight_sums = [s + w for s, w in zip(weight_sums, weight_slopes, strict=True)]
            bias_sums = [s + b for s, b in zip(bias_sums, bias_slopes, strict=True)]
        rate = self.task.learning_rate / len(batch)
        self.weights = [w - rate * s for w, s in zip(self.weights, weight_sums, strict=True)]
        self.biases = [b - rate * s for b, s in zip(self.biases, bias_sums, strict=True)]

    def backpropagate(self, x: Floats, y: Floats) -> tuple[list[Floats], list[Floats]]:
        """Return the slopes of one example's cost by the weights and by the biases."""
        activations = [x]
        for w, b in zip(self.weights, self.biases, strict=True):
            activations.append(sigmoid(w @ activations[-1] + b))
        error = activations[-1] - y
        weight_slopes: list[Floats] = []
        bias_slopes: list[Floats] = []
        for layer in reversed(range(len(self.weights))):
            a = activations[layer + 1]
            error = error * a * (1 - a)
            weight_slopes.insert(0, error @ activations[layer].T)
            bias_slopes.insert(0, error)
            error = self.weights[layer].T @ error
        return weight_slopes, bias_slopes

    def predict(self, images: Floats) -> Labels:
        """Return the digit read in each image."""
        a = images.T
        for w, b in zip(self.weights, self.biases, strict=True):
            a = sigmoid(w @ a + b)
        return a.argmax(axis=0)


if __name__ == "__main__":
    enter(Textbook, f"in NumPy {np.__version__}")
