"""Draw the README's picture: python book/make_cover.py

The network of notebook 13, stopped at iteration 31, reads the first test digit.
"""

from pathlib import Path

from course.pictures.digit_network import digit_network
from nnlib.mnist import load_mnist, one_hot
from nnlib.network import Network, relu

COVER = Path(__file__).resolve().parent / "cover.svg"


def draw() -> str:
    """Train the network, show it the digit and return the drawing as SVG."""
    (x_train, y_train), (x_test, y_test) = load_mnist()
    network = Network(hidden_size=40, seed=1)
    network.fit(x_train[:1000].reshape(1000, 784) / 255, one_hot(y_train[:1000]), iterations=32)
    image = x_test[:1].reshape(1, 784) / 255
    return digit_network(
        x_test[0],
        hidden=relu(image @ network.weights_0_1)[0].tolist(),
        outputs=network.predict(image)[0].tolist(),
        goal=int(y_test[0]),
        title="1,000 pictures, 32 times over: 31,760 weights read a 7",
    ).svg


if __name__ == "__main__":
    COVER.write_text(draw() + "\n", encoding="utf-8", newline="\n")
