"""What benchmarks/sliders.py times is done, and painted. No test is timed."""

import lab as jupyter
from stored import script

sliders = script("benchmarks/sliders.py")


def test_what_is_timed_is_followed_to_the_end(page, lab):
    *networks, training, pad = sliders.open_all(page, lab)
    outputs = [jupyter.part(area, "output", index=0) for area in networks]
    curve, bar = jupyter.part(training, "train_error"), jupyter.part(pad, "output", index=0)

    def shown():
        said = [output.get_attribute("data-value") for output in (*outputs, bar)]
        return [*said, curve.get_attribute("points")]

    before = shown()
    took = [*sliders.measure(page, 2, networks), sliders.measure_training(page, 2, training)]
    assert min(map(min, [*took, sliders.measure_pad(page, 3, pad)])) > 0
    after = shown()
    assert all(new != old for new, old in zip(after, before, strict=True))
    assert len(after[-1].split()) == 20
    assert training.locator(".row span").inner_text().startswith("iteration 19:")
