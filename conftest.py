"""What all tests share: where TensorFlow is missing its notebooks skip; in CI nothing may skip."""

import importlib.util
import os

import pytest
from hypothesis import HealthCheck, settings

from nnlib.models import NO_TENSORFLOW

# What fails in them says with which values, as in a test.
pytest.register_assert_rewrite("lab", "painted")

# On a busy machine an example may take its time, and so may making one.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("patient", settings(), **PATIENT)
settings.load_profile("patient")

NEED_TENSORFLOW = ("15_", "16_", "17_")


def pytest_collection_modifyitems(items):
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
