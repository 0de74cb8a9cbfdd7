"""What all tests share: on a busy machine they are patient; in CI nothing may skip."""

import os

import pytest
from hypothesis import HealthCheck, settings

# What fails in them says with which values, as in a test.
pytest.register_assert_rewrite("lab", "painted")

# On a busy machine an example may take its time, and so may making one.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("patient", settings(), **PATIENT)
settings.load_profile("patient")


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
