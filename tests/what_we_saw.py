"""The numbers of the folded answers under *Try it*: of settings that no cell of a notebook has."""

import numpy as np

from nnlib.convolution import convolve
from nnlib.linalg import w_sum
from nnlib.mnist import load_mnist, one_hot
from nnlib.network import Network

GAMES = [(8.5, 0.65, 1.2), (9.5, 0.8, 1.3), (9.9, 0.8, 0.5), (9.0, 0.9, 1.0)]
ANY = np.array([0, 1, 2, 1])  # the sum of two inputs, for the four cases of AND, OR and XOR


def numbers(notebook):
    """Return those of a notebook, given as "01"; most have none."""
    return SAW[notebook]() if notebook in SAW else []


def biases():
    """Those with which a perceptron of the weights 1 and 1 is an AND, and an OR."""
    for bias, goals in (-1.5, [0, 0, 1, 0]), (-0.5, [0, 1, 1, 1]):
        assert ((ANY + bias > 0) == goals).all()
        yield bias


def biases_that_fail():
    """Of the slider of the second hidden unit: the one below and the first one above the rest."""
    places = np.arange(-1.5, 0.75, 0.25)
    fails = [((ANY - 2 * np.maximum(0, ANY + b) > 0.5) != [0, 1, 0, 1]).any() for b in places]
    assert fails == [True, False, False] + [True] * 6
    return places[0], places[3]


def retrained():
    """The test error after fifty iterations on more and more images, and with two hidden units."""
    (x_train, y_train), (x_test, y_test) = load_mnist()
    images, goals = x_train[:5000].reshape(5000, 784) / 255, one_hot(y_train[:5000])
    for hidden_size, count in (40, 100), (40, 1000), (40, 5000), (2, 1000):
        network = Network(hidden_size, seed=1)
        network.fit(images[:count], goals[:count], iterations=50)
        yield network.evaluate(x_test.reshape(10000, 784) / 255, one_hot(y_test))[0]


def lower_end():
    """Where the map of the lower end's kernel is largest, and its largest under the bar."""
    found = convolve(load_mnist()[1][0][0] / 255, np.array([[1, 1, 0.5], [1, 1, -1], [-1, -1, -1]]))
    return found.max(), found[:13].max()


SAW = {
    "01": lambda: [0.11, 8.5 * 0.11, 0.12, 8.5 * 0.12, 1 / 8.5],
    "02": lambda: [w_sum(game, [0.1, 0.2, 1]) for game in GAMES],
    "03": lambda: [*biases()],
    "04": lambda: [0.2 / 0.65],
    "05": lambda: [w - 0.555 / x for w, x in zip([0.1, 0.1, -0.3], GAMES[0], strict=True)],
    "06": biases_that_fail,
    "13": lambda: [*retrained()],
    "15": lower_end,
}
