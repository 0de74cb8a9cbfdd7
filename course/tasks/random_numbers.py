"""Numbers for the cases of a task, drawn by chance."""

from random import Random


def numbers(chance: Random, size: int, most: float, decimals: int = 1) -> list[float]:
    """Return ``size`` numbers from −most to most."""
    return [round(chance.uniform(-most, most), decimals) for _ in range(size)]


def matrix_of(chance: Random, rows: int, columns: int, most: float) -> list[list[float]]:
    """Return so many rows of numbers from −most to most."""
    return [numbers(chance, columns, most) for _ in range(rows)]
