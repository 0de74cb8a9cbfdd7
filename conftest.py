"""What all tests share: where TensorFlow is missing its notebooks skip; in CI nothing may skip."""

import importlib.util
import os
import re

# Before NumPy comes, here and in all kernels: several tests run at a time, and where a matrix is as
# small as the course's, two threads for one product wait for each other most of their time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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
# Files that one process runs, as what they share takes long to come: JupyterLab, and TensorFlow.
TOGETHER = (
    r"browser/test_(exercises|lab|sliders)\.py",
    r"browser/test_live_",
    r"tests/test_(live_layers|live_side_by_side|models)\.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file = super()._split_scope(nodeid)
            return next((files for files in TOGETHER if re.search(files, file)), file)

    return Scheduling(config, log)


def pytest_collection_modifyitems(items):
    # The longest training first, so that at the end nobody waits for it.
    items.sort(key=lambda item: not item.path.name.startswith("16_"))
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
