"""scikit-learn's multilayer perceptron."""

import numpy as np
import sklearn  # type: ignore[import-not-found, import-untyped, unused-ignore]
from sklearn.neural_network import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    MLPClassifier,
)

from benchmarks.contest import SIZES, Floats, Labels, Task, enter


class ScikitLearn:
    """`MLPClassifier` with plain gradient descent."""

    def __init__(self, task: Task) -> None:
        """Make the classifier with the task's weights."""
        if not task.softmax:
            raise ValueError("MLPClassifier knows softmax and cross-entropy only")
        self.task = task
        self.classifier = MLPClassifier(
            SIZES[1:-1],
            activation="logistic",
            solver="sgd",
            alpha=0,
            batch_size=task.batch_size,
            learning_rate_init=task.learning_rate,
            momentum=0,
            nesterovs_momentum=False,
            shuffle=False,
        )
        # Weights exist only after a first call; a few images make them.
        few = slice(task.batch_size)
        self.classifier.partial_fit(task.images[few], task.labels[few], classes=np.arange(10))
        for weights, start in zip(self.classifier.coefs_, task.start(), strict=True):
            weights[...] = start.T
        for biases in self.classifier.intercepts_:
            biases[...] = 0

    def learn(self) -> None:
        """Train for one epoch: that is what one call of `partial_fit` does."""
        order = self.task.order()
        self.classifier.partial_fit(self.task.images[order], self.task.labels[order])

    def predict(self, images: Floats) -> Labels:
        """Return the digit read in each image."""
        labels: Labels = self.classifier.predict(images)
        return labels


if __name__ == "__main__":
    enter(ScikitLearn, sklearn.__version__)
