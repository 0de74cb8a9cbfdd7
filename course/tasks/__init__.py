"""The tasks of the notebooks' exercises, a module for each notebook, and what only they use.

An exercise is its students' code: right answers, and for each mistake a function that makes it,
whose docstring is what is said to it; ``Function`` in ``course.exercises.task`` says how. One more
mistake is one more function (or one more ``Mistake`` of a ``Value``), and a test tries it.
"""
