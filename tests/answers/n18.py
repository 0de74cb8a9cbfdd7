"""Answers to the task of notebook 18, as students write them."""

from stored import source

NOTEBOOK = "18_your_own_network"
PARTS = ["data-code", "try-out", "move", "open-test"]
SETUP = "\n".join(source(NOTEBOOK, part) for part in PARTS)

ANSWER = {"18-1": "network"}


def trained(hidden_size, iterations, pictures="images, labels"):
    return (
        f"network = Network({hidden_size}, seed=1)\n"
        f"network.fit({pictures}, alpha=0.005, iterations={iterations})\n"
    )


RIGHT = {
    "18-1": [
        trained(100, 60),
        """\
def my_training(images, labels):
    random, network = np.random.default_rng(1), Network(40, seed=1)
    for _ in range(50):
        network.fit(moved(images, random), labels, alpha=0.005, iterations=1)
    return network


network = open_test(my_training)
""",
    ],
}

WRONG = {
    "18-1": {
        "a figure": "network = 0.95",
        "too good": """\
class Remembers:
    def predict(self, images):
        return test[1] if len(images) == len(test[1]) else np.zeros((len(images), 10))


network = Remembers()
""",
        "learned from the test": [
            trained(40, 3, "*test"),
            trained(
                40,
                20,
                "*(np.concatenate([own, more[:1000]]) "
                "for own, more in zip((images, labels), test, strict=True))",
            ),
        ],
        "learned from more": "(all_x, all_y), _ = load_mnist()\n"
        + trained(40, 3, "all_x[:20000].reshape(-1, 784) / 255, one_hot(all_y[:20000])"),
        "the first training": "network = open_test(first_training)",
        "worse than the first training": trained(40, 2),
        "not enough": trained(40, 31),
    },
}
