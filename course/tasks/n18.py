"""Notebook 18, your own network: a figure above the seminar's best."""

import contextlib
import io
from functools import cache
from typing import Any

import numpy as np

from course.exercises.tasks import Mistake, Row, Value

# The best row of the seminar's table, and what its network reads when it is stopped in time.
BEST, STOPPED = 0.8638, 0.8607
# Nobody reads so many test digits after a thousand training pictures.
TOO_GOOD = 0.985
# An honest network reads the test digits a little worse than the other training digits (by 0.002 to
# 0.009), and those much worse than the thousand that it has learned from (by 0.04 or more).
TOO_MUCH_BETTER, TOO_LITTLE_BETTER = 0.008, 0.015

Shares = tuple[float, float, float]


@cache
def _pictures() -> list[tuple[Any, Any]]:
    """Return the test pictures, the thousand to learn from, and ten thousand others."""
    from nnlib.mnist import load_mnist

    (x_train, y_train), (x_test, y_test) = load_mnist()
    parts = (x_test, y_test), (x_train[:1000], y_train[:1000]), (x_train[1000:], y_train[1000:])
    return [(x[:10_000].reshape(-1, 784) / 255, y[:10_000]) for x, y in parts]


# The network that was judged last, with its shares.
_judged: list[Any] = [None, None]


def _judge(network: Any) -> Shares:
    """Compute which share of each part a network reads rightly."""
    with contextlib.redirect_stdout(io.StringIO()):  # Keras tells how far it is
        test, seen, others = (
            float(np.mean(np.argmax(network.predict(x), axis=1) == y)) for x, y in _pictures()
        )
    _judged[:] = network, (test, seen, others)
    return test, seen, others


def _shares(network: Any) -> Shares:
    found: Shares = _judged[1] if network is _judged[0] else _judge(network)
    return found


def _test(network: Any) -> float:
    return _shares(network)[0]


def _knows_the_test(network: Any) -> bool:
    test, _, others = _shares(network)
    return test > others + TOO_MUCH_BETTER


def _knows_more(network: Any) -> bool:
    _, seen, others = _shares(network)
    return seen < others + TOO_LITTLE_BETTER


def _is_figure(network: Any) -> bool:
    return isinstance(network, (int, float))


def _accept(network: Any) -> bool:
    if _is_figure(network):
        return False
    # Anew each time: it may have learned since.
    _judge(network)
    good = BEST < _test(network) < TOO_GOOD
    return good and not _knows_the_test(network) and not _knows_more(network)


def _rows(network: Any) -> list[Row]:
    if _is_figure(network):
        return [("handed over", "a trained network", "a figure")]
    what = "the test digits", "the 1,000 to learn from", "10,000 other training digits"
    shares = [f"{share:.4f}" for share in _shares(network)]
    return [
        (name, wanted, share)
        for name, wanted, share in zip(what, (f"above {BEST}", "", ""), shares, strict=True)
    ]


TASKS = (
    Value(
        "18-1",
        accept=_accept,
        wants="a trained network",
        rows=_rows,
        seconds=60.0,
        mistakes=(
            Mistake(
                "a figure",
                "This is a figure, which anybody can type: hand over the network, as `open_test` "
                "returns it.",
                when=_is_figure,
            ),
            Mistake(
                "too good",
                f"More than {TOO_GOOD} is hardly possible with a thousand pictures: has the "
                "network learned from more of them, or from the test pictures?",
                when=lambda network: _test(network) >= TOO_GOOD,
            ),
            Mistake(
                "learned from the test",
                "It reads the test digits better than others that it has not learned from either: "
                "has it learned from the test pictures? They stay closed until the choice is made.",
                when=lambda network: _test(network) > BEST and _knows_the_test(network),
            ),
            Mistake(
                "learned from more",
                "It reads the thousand pictures hardly better than ten thousand others: has it "
                "learned from more than the thousand?",
                when=lambda network: _test(network) > BEST and _knows_more(network),
            ),
            Mistake(
                "the first training",
                "This reads what the first training reads: is `my_training` still as it was?",
                when=lambda network: round(_test(network), 4) == STOPPED,
            ),
            Mistake(
                "worse than the first training",
                "This is below what the first training reads. It is a result all the same; if you "
                "go on, choose by the held-out error alone, and say that the test has been opened.",
                when=lambda network: _test(network) < STOPPED,
            ),
            Mistake(
                "not enough",
                "This is better than the first training, but not above the seminar's best row. It "
                "is a result all the same; if you go on, choose by the held-out error alone, and "
                "say that the test has been opened.",
                when=lambda network: STOPPED < _test(network) <= BEST,
            ),
        ),
        hints=(
            "Of the four changes one lowered the held-out error most. Go further in that direction "
            "before you try the next.",
            "Moved pictures never repeat, so the network can learn longer from them, and can use "
            "more hidden units.",
        ),
    ),
)
