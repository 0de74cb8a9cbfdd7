import json
import os
import shutil
import subprocess
import sys
import zipfile

import nbformat
import numpy as np
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from nnlib import models
from stored import load_mnist, script

# Keras 3.15 turns its variables into arrays in a way that NumPy 2 warns of.
pytestmark = pytest.mark.filterwarnings(
    "ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"
)


@pytest.fixture(scope="module")
def tf():
    """TensorFlow, or a skip with the sentence that a student gets."""
    try:
        return models.tensorflow()
    except ImportError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def mnist():
    return load_mnist()


@pytest.fixture(scope="module")
def shipped(tf):
    return {name: models.load_model(name) for name in models.NAMES}


@pytest.fixture(scope="module")
def make_models(tf):
    return script("data/make_models.py")


@pytest.fixture(scope="module")
def history():
    return json.loads((models.MODELS / "history.json").read_text(encoding="utf-8"))


def layers(model):
    return [
        (
            type(layer).__name__,
            layer.output.shape[1:],
            layer.count_params(),
            getattr(getattr(layer, "activation", None), "__name__", ""),
            getattr(layer, "rate", None),
        )
        for layer in model.layers
    ]


def test_networks_are_built_as_the_shipped_ones(shipped):
    """Whose layers and parameters are the seminar's, as the tables in notebook 17 have them."""
    for built in (models.cnn1(), models.cnn2b()):
        assert layers(built) == layers(shipped[built.name])
        # Loaded without an optimizer, so that summary() counts the parameters alone.
        assert getattr(shipped[built.name], "optimizer", None) is None
    (relu, *rest), (linear, *others) = layers(models.cnn1_relu()), layers(models.cnn1())
    assert (relu[3], linear[3]) == ("relu", "linear") and rest == others


@pytest.mark.parametrize("name", models.NAMES)
def test_shipped_network_is_the_recorded_one(shipped, history, make_models, name):
    record = history["models"][name]
    assert make_models.weights_sha256(shipped[name]) == record["weights_sha256"]
    for row in ("loss", "accuracy", "val_loss", "val_accuracy"):
        assert len(record[row]) == history["epochs"] == models.EPOCHS
    assert (history["seed"], history["batch_size"]) == (models.SEED, models.BATCH_SIZE)
    assert (history["trained_on"], history["held_out"]) == (55_000, models.HELD_OUT)


def test_training_is_repeatable_learns_and_does_not_see_what_is_held_out(tf, mnist):
    (images, labels), _ = mnist
    images, labels = images[:900], labels[:900]
    others = np.concatenate([labels[:800], (labels[800:] + 1) % 10])

    def trained(labels):
        models.set_seeds(1)
        model = models.cnn2b()
        history = models.train(model, images, labels, epochs=2, held_out=100)
        return history, model.get_weights()

    history, weights = trained(labels)
    other_history, same_weights = trained(others)
    assert set(history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert history["loss"] == other_history["loss"] and history["loss"][1] < history["loss"][0]
    assert all(np.array_equal(a, b) for a, b in zip(weights, same_weights, strict=True))
    assert history["val_loss"] != other_history["val_loss"]
    models.set_seeds(2)
    first = models.cnn2b().get_weights()[0]
    models.set_seeds(1)
    assert not np.allclose(models.cnn2b().get_weights()[0], first)


@pytest.mark.parametrize(
    ("labels", "held_out", "message"),
    [
        (np.zeros(7, int), 2, r"one label for each image, but got 8 images and labels .* \(7,\)"),
        (np.zeros((8, 10), int), 2, r"one label for each image, but got 8 .* \(8, 10\)"),
        (np.full(8, 10), 2, "labels that are the digits 0 to 9"),
        (np.zeros(8), 2, "labels that are the digits 0 to 9"),
        ([0] * 7 + [[0, 1]], 2, "^labels must be an array, but the rows differ in length"),
        (np.zeros(8, int), 0, "can't hold out 0 of 8 images: choose held_out between 1 and 7"),
        (np.zeros(8, int), 8, "can't hold out 8 of 8 images"),
    ],
)
def test_training_says_what_is_wrong(labels, held_out, message):
    images = np.zeros((8, 28, 28), np.uint8)
    with pytest.raises(ValueError, match=message):
        models.train(None, images, labels, held_out=held_out)


def test_images_as_the_networks_take_them():
    image = np.arange(784).reshape(1, 28, 28) % 256
    x = models.as_input(image.astype(np.uint8))
    assert (x.shape, x.dtype) == ((1, 28, 28, 1), np.float32)
    assert (x.min(), x.max()) == (0, 1)
    assert np.array_equal(x[0, :, :, 0], image[0].astype("float32") / 255)
    # The same picture as fractions, as the seminar has it.
    assert np.array_equal(models.as_input(image / 255), x)
    assert np.array_equal(models.as_input((image / 255).tolist()), x)
    assert models.probabilities(None, image[:0]).shape == (0, 10)


@pytest.mark.parametrize(
    ("images", "message"),
    [
        (np.zeros((28, 28)), r"shape \(n, 28, 28\), but got \(28, 28\): .*reshape\(1, 28, 28\)"),
        (np.zeros((1, 28, 28, 1)), r"but got \(1, 28, 28, 1\)"),
        (np.zeros((1, 784)), r"but got \(1, 784\)"),
        (np.full((1, 28, 28), np.nan), "but here are values from nan to nan"),
        (np.full((1, 28, 28), 255.0), "values from 255.0 to 255.0 of type float64"),
        (np.full((1, 28, 28), -1), "values from -1 to -1"),
        (np.full((1, 28, 28), 256), "values from 256 to 256"),
        (np.full((1, 28, 28), "a"), "made of numbers, but these are of type <U1"),
        ([[[0, 1], [0]]], "^images must be an array, but the rows differ in length: look for"),
    ],
)
def test_images_that_are_none(images, message):
    with pytest.raises(ValueError, match=message):
        models.probabilities(None, images)


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        (None, ValueError, "named by a text or a Path, but this is of type "),
        ("mnistCNN3", FileNotFoundError, "no saved model .*mnistCNN1 and mnistCNN2b"),
        ("my_work/mine.keras", FileNotFoundError, "no saved model .*mnistCNN1 and mnistCNN2b"),
    ],
)
def test_model_that_is_missing(name, error, message):
    with pytest.raises(error, match=message):
        models.load_model(name)


FILE_2B = models.MODELS / "mnistCNN2b.keras"
DAMAGED = "is not a saved Keras model, or it is damaged: save it again"
FOR_MNIST = "holds a network from .* to .*, but the course's"
NEWER = {b'"keras_version": "': b'"keras_version": "9'}


def alter(source, path, **changes):
    """Copy a saved network, with words replaced in some of its files."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes.get(name.split(".")[0], {}).items():
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    return path


def own_network(tf, path, *layers, activation=None):
    keras = tf.keras
    dense = keras.layers.Dense(10, activation=activation)
    keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), *layers, dense]).save(path)
    return path


def other_shape(tf, path, inputs, outputs):
    keras = tf.keras
    layers = [keras.Input(inputs), keras.layers.Flatten(), keras.layers.Dense(outputs)]
    keras.Sequential(layers).save(path)


def other_zip(_, path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "not a model")


def damaged(_, path):
    content = bytearray(FILE_2B.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4] = bytes(255 - byte for byte in content[middle : middle + 4])
    path.write_bytes(content)


def own_layer(tf, path):
    class Mine(tf.keras.layers.Layer):
        def call(self, inputs):
            return inputs

    return own_network(tf, path, Mine())


def own_activation(tf, path):
    def steep(x):
        return 2 * x

    return own_network(tf, path, activation=steep)


def pointer(tf, path):
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "utf-8")
    return path


def newer(tf, path):
    changes = {"metadata": NEWER, "config": {b'"units"': b'"parts": 1, "units"'}}
    return alter(FILE_2B, path, **changes)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("old.h5", own_network, "is written as HDF5, .* save it with"),
        (
            "old.weights.h5",
            lambda tf, path: models.cnn2b().save_weights(path),
            "holds weights alone",
        ),
        ("own.keras", own_layer, 'needs a class Mine .*custom_objects={"Mine": Mine}'),
        ("own.keras", own_activation, "needs a function steep that is not part of Keras"),
        (
            "own.keras",
            lambda tf, path: own_network(tf, path, tf.keras.layers.Lambda(lambda x: x)),
            "Lambda",
        ),
        ("lfs.keras", pointer, "a pointer of Git LFS to it: fetch .* git lfs pull"),
        ("new.keras", newer, "saved with Keras 9.+, which is newer than the "),
        ("mine.KERAS", lambda _, path: shutil.copy(FILE_2B, path), "must: rename it"),
        ("mine.bin", lambda _, path: shutil.copy(FILE_2B, path), "must: rename it"),
        ("folder", lambda _, path: path.mkdir(), "is a folder, but a saved network is one file"),
        ("text.keras", lambda _, path: path.write_bytes(b"no model"), DAMAGED),
        ("cut.keras", lambda _, path: path.write_bytes(FILE_2B.read_bytes()[:200_000]), DAMAGED),
        ("other.keras", other_zip, DAMAGED),
        ("damaged.keras", damaged, DAMAGED),
        ("3.keras", lambda tf, path: other_shape(tf, path, (28, 28, 1), 3), FOR_MNIST),
        ("784.keras", lambda tf, path: other_shape(tf, path, (784,), 10), FOR_MNIST),
    ],
)
def test_what_is_in_the_way_of_a_saved_network_is_named(tf, tmp_path, name, make, words):
    path = tmp_path / name
    make(tf, path)
    with pytest.raises(ValueError, match=words) as caught:
        models.load_model(path)
    assert str(caught.value).startswith(f"{path} ") and "\n" not in str(caught.value)


def test_a_newer_keras_is_no_hindrance_as_such(tf, tmp_path):
    models.load_model(alter(FILE_2B, tmp_path / "new.keras", metadata=NEWER))


@pytest.mark.parametrize(
    "ask", [models.tensorflow, models.cnn1, models.cnn2b, models.set_seeds, models.bar]
)
def test_without_tensorflow_one_sentence(monkeypatch, ask):
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    with pytest.raises(ImportError) as error:
        ask(*([3] if ask is models.bar else []))
    message = str(error.value)
    assert message == models.NO_TENSORFLOW and "\n" not in message


def test_broken_tensorflow_is_not_called_missing(monkeypatch, tmp_path):
    package = tmp_path / "tensorflow"
    package.mkdir()
    (package / "__init__.py").write_text("import not_there_at_all\n", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "tensorflow", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="not_there_at_all"):
        models.tensorflow()


CELLS = [
    "import os\nimport sys\n\nimport numpy as np\n\n"
    "from nnlib import models\n\ntf = models.tensorflow()",
    "models.set_seeds(1)\nmodel = models.cnn2b()",
    "images = np.zeros((300, 28, 28), np.uint8)\nlabels = np.arange(300) % 10\n"
    "history = models.train(\n"
    "    model, images, labels, epochs=2, held_out=100, callbacks=[models.bar(2)]\n)",
    "os.write(2, b'from C\\n')\nprint('from Python', file=sys.stderr)",
    "1 / 0",
]


def test_kernel_is_quiet_and_ends_by_itself(tf):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    # pytest's variable would make ipykernel leave stderr alone, as it doesn't in JupyterLab.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=environment, stderr=subprocess.DEVNULL)
    client = NotebookClient(notebook, km=manager, timeout=120, allow_errors=True)
    try:
        client.execute(cleanup_kc=False)
        client.kc.shutdown()
        manager.provisioner.process.wait(timeout=60)
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        manager.shutdown_kernel(now=True)

    outputs = [cell.outputs for cell in notebook.cells]
    assert outputs[0] == outputs[1] == []
    assert [output.data["text/plain"] for output in outputs[2]] == [
        "Progress bar: training, 2 epochs."
    ]
    # What Python itself says still arrives, and so do errors.
    assert [output.text for output in outputs[3]] == ["from Python\n"]
    assert outputs[4][0].ename == "ZeroDivisionError"
    states = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    texts = [state["state"].get("value") for state in states.values()]
    assert any(str(text).startswith("2 of 2, loss ") for text in texts)


def test_make_models_writes_all_and_replaces_nothing(
    tf, mnist, make_models, monkeypatch, tmp_path, capsys
):
    (x_train, y_train), (x_test, y_test) = mnist
    part = (x_train[-5600:], y_train[-5600:]), (x_test[:200], y_test[:200])
    monkeypatch.setattr(make_models, "load_mnist", lambda: part)
    arguments = ["--out", str(tmp_path / "new"), "--epochs", "1"]
    assert make_models.main(arguments) == 0
    assert "mnistCNN2b: test accuracy 0." in capsys.readouterr().out
    folder = tmp_path / "new"
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(written) == {"mnistCNN1.keras", "mnistCNN2b.keras", "history.json"}
    record = json.loads(written["history.json"])
    assert record["trained_on"] == 600
    for name, size in [("mnistCNN1", 607_394), ("mnistCNN2b", 113_898)]:
        # Four bytes to a weight and no optimizer.
        assert 4 * size < len(written[f"{name}.keras"]) < 4 * size + 60_000
    model = models.load_model(folder / "mnistCNN2b.keras")
    right = models.probabilities(model, x_test[:200]).argmax(axis=1) == y_test[:200]
    assert right.mean() == pytest.approx(record["models"]["mnistCNN2b"]["test_accuracy"], abs=1e-6)

    assert make_models.main(arguments) == 2
    message = capsys.readouterr().err
    assert "Nothing was trained" in message
    assert "--force" in message
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == written
