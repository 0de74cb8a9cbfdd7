"""The tasks of the notebooks' exercises, a module for each notebook, and what only they use."""
