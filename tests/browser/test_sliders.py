"""What benchmarks/sliders.py times beside the networks is done, and painted. No test is timed."""

import importlib.util

import lab as jupyter
from stored import ROOT

spec = importlib.util.spec_from_file_location("sliders", ROOT / "benchmarks" / "sliders.py")
sliders = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sliders)


def test_a_training_and_a_pen_are_followed_to_the_end(page, lab):
    training, pad = sliders.open_others(page, lab)
    curve = jupyter.part(training, "train_error")
    before = curve.get_attribute("points")
    assert min(sliders.measure_training(page, 2, training)) > 0
    after = curve.get_attribute("points")
    assert before != after and len(after.split()) == 20
    assert training.locator(".row span").inner_text().startswith("iteration 19:")
    bar = jupyter.part(pad, "output", index=0)
    shown = bar.get_attribute("data-value")
    assert min(sliders.measure_pad(page, 3, pad)) > 0
    assert bar.get_attribute("data-value") not in (shown, "0")


def test_the_pen_stays_on_the_pad_and_never_rests():
    box = {"x": 100, "y": 50, "width": 280, "height": 280}
    points = [sliders.on_spiral(box, move) for move in range(sliders.STROKE + 1)]
    assert len(set(points)) == len(points)
    assert all(110 < x < 370 and 60 < y < 320 for x, y in points)


def test_a_line_says_whether_the_aim_is_met():
    assert sliders.line("pen to bars", [10.0, 20.0, 30.0], 20) == (
        "pen to bars: 20.0 ms (middle half 10.0 – 30.0), aim 20 ms, met: yes"
    )
    assert sliders.line("pen to bars", [10.0, 21.0, 30.0], 20).endswith("met: no")
