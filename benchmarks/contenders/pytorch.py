"""PyTorch in its usual, eager way."""

from itertools import pairwise

import torch  # type: ignore[import-not-found, unused-ignore]
from torch import nn  # type: ignore[import-not-found, unused-ignore]

from benchmarks.contest import SIZES, Floats, Labels, Task, enter


def squared_error(outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return half the sum of squares of each example, in the mean."""
    return ((outputs - targets) ** 2).sum(dim=1).mean() / 2


class PyTorch:
    """`nn.Sequential`, autograd and `optim.SGD`, on one thread."""

    def __init__(self, task: Task) -> None:
        """Make tensors of the data and a model with the task's weights."""
        torch.set_num_threads(1)
        self.task = task
        self.inputs = torch.tensor(task.images)
        self.targets = torch.tensor(task.labels if task.softmax else task.targets())
        # nn.CrossEntropyLoss applies softmax itself.
        self.cost = nn.CrossEntropyLoss() if task.softmax else squared_error
        linear = [nn.Linear(n_in, n_out) for n_in, n_out in pairwise(SIZES)]
        with torch.no_grad():
            for layer, weights in zip(linear, task.start(), strict=True):
                layer.weight.copy_(torch.tensor(weights))
                layer.bias.zero_()
        modules = [module for layer in linear for module in (layer, nn.Sigmoid())]
        self.model = nn.Sequential(*(modules[:-1] if task.softmax else modules))
        self.optimiser = torch.optim.SGD(self.model.parameters(), lr=task.learning_rate)

    def learn(self) -> None:
        """Train for one epoch."""
        for batch in self.task.batches():
            indices = torch.from_numpy(batch)
            self.optimiser.zero_grad()
            cost = self.cost(self.model(self.inputs[indices]), self.targets[indices])
            cost.backward()
            self.optimiser.step()

    def predict(self, images: Floats) -> Labels:
        """Return the digit read in each image."""
        with torch.no_grad():
            labels: Labels = self.model(torch.tensor(images)).argmax(dim=1).numpy()
        return labels


if __name__ == "__main__":
    enter(PyTorch, torch.__version__)
