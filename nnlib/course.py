"""The command from before: it goes on to ``python -m course``."""

import runpy

runpy.run_module("course", run_name="__main__", alter_sys=True)
