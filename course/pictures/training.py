"""Leaf through the training of notebook 13; or train again while its settings are dragged."""

import json
import math
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import ipywidgets
import numpy as np
import numpy.typing as npt
import traitlets

from course.pictures import controls
from course.pictures.base import Explorer, Live, film, for_a_page, module, moving, tidy
from course.pictures.shapes import Look, Point, circle, left, line, right, seen, spread
from course.pictures.svg import Drawing, document, fixed, label, tag
from nnlib.checks import as_array
from nnlib.mnist import DATA
from nnlib.network import DivergedError, Network, check_pair

PANEL, LEFT, TOP, GAP = (360, 240), 58, 48, 110
SETTINGS = {"alpha": "alpha", "hidden_size": "hidden units", "count": "training images"}
WIDE: Any = {"layout": {"width": "min(520px, 100%)"}, "style": {"description_width": "130px"}}
RECORDED = DATA / "trainings.json"
EVERY = 0.05  # seconds: more often than this nobody could see
LINES = {"train": ("var(--plus)", None), "test": ("var(--minus)", "8 4")}


def panels(
    iterations: int, history: list[dict[str, float]], words: str, more: Sequence[str] = ()
) -> Drawing:
    """Draw error and accuracy over the iterations, side by side, on scales that stay the same.

    ``more`` is drawn over them, and has room for a line of words below.
    """
    body = []
    width, height = PANEL
    parts = shown(iterations, history)["parts"]
    for place, kind in enumerate(("error", "accuracy")):
        x, y = LEFT + place * (width + GAP), TOP
        body.append(left(x, 24, kind, font_weight=700, font_size=17))
        for tick in range(6):
            at = y + height * (1 - tick / 5)
            body.append(line(x, at, x + width, at, "var(--rule)"))
            body.append(right(x - 8, at, fixed(tick / 5, 1), font_size=15))
        for tick in range(0, iterations + 1, max(1, iterations // 5)):
            at = x + width * tick / iterations
            body.append(label(at, y + height + 18, str(tick), font_size=15))
        body.append(label(x + width / 2, y + height + 38, "iteration", font_size=15))
        for part, (colour, dash) in LINES.items():
            name = f"{part}_{kind}"
            look: Look = {"fill": "none", "stroke": colour, "stroke_width": 2.5}
            look |= {"stroke_dasharray": dash, "data_part": name}
            body.append(tag("polyline", **parts[name], **look))
            bold: Look = {"font_size": 15, "font_weight": 700, "fill": colour}
            bold["data_part"] = f"{name}-name"
            body.append(tag("text", part, **parts[f"{name}-name"], **bold))
    high = TOP + height + (84 if more else 56)
    return document(2 * (width + GAP) + LEFT - 40, high, "learning", words, [*body, *more])


def _place(iterations: int, row: dict[str, float], key: str, left: float) -> Point:
    """Return where a row's number stands; one above 1 stands at the upper edge."""
    width, height = PANEL
    x = left + width * row["iteration"] / iterations
    return round(x, 1), round(TOP + height * (1 - min(row[key], 1)), 1)


def shown(iterations: int, history: list[dict[str, float]]) -> dict[str, Any]:
    """Return what the browser shows of a training: its lines, how far it is, and that in words."""
    parts: dict[str, dict[str, Any]] = {}
    for place, kind in enumerate(("error", "accuracy")):
        edge = LEFT + place * (PANEL[0] + GAP)
        lines = {
            key: [_place(iterations, row, key, edge) for row in history if key in row]
            for key in (f"{part}_{kind}" for part in LINES)
        }
        # A name stands at its line's end, where it does not touch the other.
        ends = {key: points[-1] for key, points in lines.items() if points}
        heights = spread([y for _, y in ends.values()], 17, TOP, TOP + PANEL[1])
        at = {key: (ends[key][0] + 6, y + 5) for key, y in zip(ends, heights, strict=True)}
        for key, points in lines.items():
            parts[key] = {"points": " ".join(f"{x:.1f},{y:.1f}" for x, y in points)}
            parts[f"{key}-name"] = dict(zip("xy", at.get(key, (-99, -99)), strict=True))
    words = ""
    for row in [row for row in history if "test_accuracy" in row][-1:]:
        words = f"iteration {row['iteration']}: " + ", ".join(
            f"{name} {fixed(row[name.replace(' ', '_')])}"
            for name in ("train error", "test error", "test accuracy")
        )
    return {"parts": parts, "done": len(history), "words": words}


def learning(history: list[dict[str, float]]) -> Explorer:
    """Return the training that has this ``history``, as a film: a slider for the rows of its table.

    ``history`` are rows as ``Network.fit`` gives them; those with a test error are the table. The
    lowest test error so far gets a ring once it has been left. Raises ValueError without a row
    that has one.
    """
    rows = [row for row in history if "test_error" in row]
    if not rows:
        raise ValueError("No row has a test error: give what fit(…, test=…) returns.")
    iterations = int(rows[-1]["iteration"]) + 1
    drawings = [_so_far(iterations, rows[: count + 1]) for count in range(len(rows))]
    last = len(rows) - 1
    live = moving("film", lambda row: drawings[row], film("row", drawings), row=last)
    slider = controls.slider(live, "row", "row of the table", 0, last, 1)
    return Explorer(live.still, live, [slider])


def _so_far(iterations: int, rows: list[dict[str, float]]) -> Drawing:
    """Draw the lines up to the last row, their ends as dots, and what is known of the lowest."""
    now, best = rows[-1], min(rows, key=lambda row: row["test_error"])
    kinds = ("train_error", "train_accuracy", "test_error", "test_accuracy")
    # The table cuts an error after its third decimal.
    shown = [str(now[kind])[:5] if "error" in kind else str(now[kind]) for kind in kinds]
    said = [f"{kind.replace('_', ' ')} {value}" for kind, value in zip(kinds, shown, strict=True)]
    words = f"iteration {now['iteration']}: {', '.join(said)}"
    body = [left(LEFT, TOP + PANEL[1] + 62, words, font_weight=600, data_part="row")]
    for count, kind in enumerate(kinds):
        x, y = _place(iterations, now, kind, LEFT + count % 2 * (PANEL[0] + GAP))
        colour = LINES[kind.split("_")[0]][0]
        body.append(circle(x, y, 5, colour, "var(--paper)", 1, data_part=f"{kind}-end"))
    x, y = _place(iterations, best, "test_error", LEFT)
    turned: Look = {"visibility": seen(best is not now)}
    lowest = f"lowest at {best['iteration']}"
    body.append(circle(x, y, 10, "none", "var(--goal)", 2.5, data_part="ring", **turned))
    body.append(left(x + 8, y - 20, lowest, fill="var(--goal)", data_part="lowest", **turned))
    known = f"; test error {lowest}" if best is not now else ""
    return panels(iterations, rows, f"Learning, {words}{known}.", body)


def pictures(network: Network) -> npt.NDArray[np.uint8]:
    """Return the hidden units' weights, a row for each, as grey values: 128 is zero."""
    weights = network.weights_0_1.T
    scale = max(float(np.abs(weights).max()), 1e-12)
    return (weights / scale * 127 + 128).astype(np.uint8)


class RetrainLive(Live):
    """What the browser knows of a training; it asks for one with the three settings."""

    _esm = module("training")
    alpha = traitlets.Float().tag(sync=True)
    hidden_size = traitlets.Int().tag(sync=True)
    count = traitlets.Int().tag(sync=True)
    iterations = traitlets.Int().tag(sync=True)
    shown: Any = traitlets.Dict().tag(sync=True)
    pictures = traitlets.Bytes().tag(sync=True)
    running = traitlets.Bool(False).tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    # Where no Python can be asked the sliders stop at trainings that are recorded.
    recorded: Any = traitlets.Dict().tag(sync=True)
    at_alpha = traitlets.Int().tag(sync=True)
    at_hidden_size = traitlets.Int().tag(sync=True)
    at_count = traitlets.Int().tag(sync=True)


class Retrain(Explorer):
    """The live training; ``network`` is the one trained last, ``history`` its rows."""

    widget: RetrainLive

    def __init__(self, widget: RetrainLive, images: Any, labels: Any, test: Any) -> None:
        """Train once with the first settings, so that there is something to see everywhere."""
        check_pair(test)  # fit would do without one, but the drawing needs it
        self.images, self.labels = as_array(images, "images"), as_array(labels, "labels")
        self.test, self.widget = test, widget
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None
        self._train(self.stopping)
        widget.words = self._words()
        drawing = panels(widget.iterations, self.network.history, widget.words)
        widget.svg = drawing.svg
        super().__init__(drawing, widget, self._stops() if for_a_page() else self._sliders())
        widget.on_msg(self._hear)
        widget.observe(self._again, list(SETTINGS))

    @property
    def history(self) -> list[dict[str, float]]:
        """The rows of the network trained last, as ``Network.fit`` gives them."""
        return self.network.history

    def _slider(self, kind: Any, name: str, place: str = "value", at: str = "", **how: Any) -> Any:
        """Return a slider of a setting, tied in the browser to the trait that says where it is."""
        slider = kind(description=SETTINGS[name], **WIDE, **how)
        ipywidgets.jslink((slider, place), (self.widget, at or name))
        return slider

    def _sliders(self) -> list[Any]:
        # The first alpha lies on a step: the browser sends the nearest one as soon as it is shown.
        alpha, hidden_size, count = self._settings()
        power = math.log10(alpha)
        low = power - max(0, math.floor(10 * (power + 4))) / 10
        powers: Any = {"value": alpha, "min": low, "max": max(0, power), "step": 0.1}
        units: Any = {"value": hidden_size, "min": 1, "max": 100}
        images: Any = {"value": count, "min": min(100, count), "max": len(self.images), "step": 100}
        return [
            self._slider(ipywidgets.FloatLogSlider, "alpha", **powers),
            self._slider(ipywidgets.IntSlider, "hidden_size", **units),
            self._slider(ipywidgets.IntSlider, "count", **images),
        ]

    def _stops(self) -> list[Any]:
        """Return sliders that stop at what is recorded, and give the browser what that is.

        Raises ValueError if the training just done is recorded otherwise, or not at all.
        """
        live, sliders = self.widget, []
        recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
        stops, runs = recorded["stops"], recorded["runs"]
        run = 0
        for name, now in zip(SETTINGS, self._settings(), strict=True):
            at = stops[name].index(now) if now in stops[name] else 0
            which: Any = {"options": [(str(stop), stop) for stop in stops[name]], "index": at}
            slider = self._slider(ipywidgets.SelectionSlider, name, "index", f"at_{name}", **which)
            sliders.append(slider)
            setattr(live, f"at_{name}", at)
            run = run * len(stops[name]) + at
        if not _alike(runs[run]["history"], self.history):
            raise ValueError(
                f"{RECORDED} holds other trainings than this one: record them again with "
                "python data/make_trainings.py --force."
            )
        played = [
            shown(live.iterations, run["history"]) | {"letters": run["letters"]} for run in runs
        ]
        live.recorded = {"stops": stops, "runs": played}
        return sliders

    def _settings(self) -> tuple[float, int, int]:
        return tidy(self.widget.alpha), self.widget.hidden_size, self.widget.count

    def _hear(self, widget: Any, content: dict[str, str], buffers: Any) -> None:
        if content.get("ask") == "stop":
            self.stopping.set()

    def _again(self, change: Any) -> None:
        """Stop the training that runs, and begin one with the present settings, if they are new."""
        if self._settings() == self.trained_with:
            return
        self.stopping.set()
        if self.thread is not None:
            self.thread.join()
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._train, args=(self.stopping,), daemon=True)
        self.thread.start()

    def _train(self, stopping: threading.Event) -> None:
        live = self.widget
        self.trained_with = alpha, hidden_size, count = self._settings()
        images, labels = self.images[:count], self.labels[:count]
        self.network = Network(hidden_size, seed=1)
        live.running, live.sentence = True, ""

        def steps(wanted: range, words: str) -> Iterator[int]:
            published = -math.inf  # the first iteration is shown at once
            for step in wanted:
                if stopping.is_set():
                    return
                yield step
                if time.monotonic() - published > EVERY:
                    self._publish()
                    published = time.monotonic()

        try:
            self.network.fit(
                images,
                labels,
                alpha=alpha,
                iterations=live.iterations,
                test=self.test,
                every=2,
                bar=steps,
            )
        except DivergedError as error:
            live.sentence = str(error)
        self._publish()
        live.running = False

    def _publish(self) -> None:
        """Send the rows so far and the hidden units' weights as pictures."""
        with self.widget.hold_sync():
            self.widget.shown = shown(self.widget.iterations, self.network.history)
            self.widget.pictures = pictures(self.network).tobytes()

    def _words(self) -> str:
        first, last = self.network.history[0], self.network.history[-1]
        return (
            f"Learning with alpha {self.widget.alpha}, {self.widget.hidden_size} hidden units and "
            f"{self.widget.count} images, {self.widget.iterations} iterations: train error "
            f"{first['train_error']:.3f} → {last['train_error']:.3f}, test error "
            f"{first['test_error']:.3f} → {last['test_error']:.3f}, test accuracy "
            f"{first['test_accuracy']:.3f} → {last['test_accuracy']:.3f}."
        )


def _alike(one: list[dict[str, float]], other: list[dict[str, float]]) -> bool:
    """Are two histories the same, but for a processor that adds up in another order?"""
    return [row.keys() for row in one] == [row.keys() for row in other] and all(
        abs(value - row[kind]) < 0.002
        for was, row in zip(one, other, strict=True)
        for kind, value in was.items()
    )


def retrain(
    images: npt.ArrayLike,
    labels: npt.ArrayLike,
    test: tuple[npt.ArrayLike, npt.ArrayLike],
    *,
    alpha: float = 0.005,
    hidden_size: int = 40,
    count: int = 1000,
    iterations: int = 50,
) -> Retrain:
    """Return a live training of notebook 13's network: drag a setting, and it trains anew.

    ``images`` (n, 784) and one-hot ``labels`` (n, 10) are all that may be trained on, of which
    ``count`` are used at first; ``test`` is the pair of test images and labels. Training runs in
    Python, so it needs a kernel; the book's page shows recorded trainings. Raises ValueError if
    ``test`` is no pair, and for what ``Network`` and its ``fit`` refuse.
    """
    settings = {"alpha": alpha, "hidden_size": hidden_size, "count": count}
    return Retrain(RetrainLive(**settings, iterations=iterations), images, labels, test)
