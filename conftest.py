"""What all tests share: where TensorFlow is missing its notebooks skip; in CI nothing may skip.

A notebook's training of minutes is passed with few images, and what follows it sees the stored one.
"""

import importlib.util
import os

import pytest

from course.notebooks import tags
from nnlib.models import NO_TENSORFLOW

NEED_TENSORFLOW = ("15_", "16_", "17_")
# What is printed of that training are no figures: they differ from machine to machine.
FEW_IMAGES = """\
whole = x_learn, y_learn, x_held_out, y_held_out
x_learn, y_learn, x_held_out, y_held_out = (part[:1000] for part in whole)
"""
ALL_IMAGES = "\nx_learn, y_learn, x_held_out, y_held_out = whole"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.suffix == ".ipynb" and "training" in tags(item.cell):
            from book.builder.executed import RECORDED

            parts = (FEW_IMAGES, item.cell.source, "\n", RECORDED, ALL_IMAGES)
            item.cell.source = "".join(parts)
    if importlib.util.find_spec("tensorflow") is None:
        for item in items:
            if item.path.suffix == ".ipynb" and item.path.name.startswith(NEED_TENSORFLOW):
                item.add_marker(pytest.mark.skip(reason=NO_TENSORFLOW))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _not_skipped_in_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _not_skipped_in_ci((yield))  # a whole module may skip, by importorskip


def _not_skipped_in_ci(report):
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"In CI a skip is a failure: {report.longrepr}"
    return report
