"""What a network that convolves is made of, as notebook 15 builds it: one map, one kernel."""

import numpy as np
import numpy.typing as npt

from nnlib.checks import as_array

Array = npt.NDArray[np.float64]


def convolve(image: npt.ArrayLike, kernel: npt.ArrayLike) -> Array:
    """Return the weighted sum of each patch of an image (height, width) under a kernel (k, k).

    The result is (height − k + 1, width − k + 1) float64. Raises ValueError for other shapes.
    Source: notebook 15.
    """
    pixels, weights = as_array(image, "image"), as_array(kernel, "kernel")
    size = len(weights) if weights.ndim else 0
    if pixels.ndim != 2 or weights.shape != (size, size) or not 0 < size <= min(pixels.shape):
        raise ValueError(
            "convolve needs an image in rows and columns and a square kernel that fits into it, "
            f"but got the shapes {pixels.shape} and {weights.shape}."
        )
    patches = np.lib.stride_tricks.sliding_window_view(pixels, (size, size))
    return np.asarray((patches * weights).sum(axis=(2, 3)), dtype=np.float64)


def max_pool(feature_map: npt.ArrayLike, size: int = 2) -> Array:
    """Return the largest of each ``size`` × ``size``; rows and columns left over are left out.

    Raises ValueError unless the map (height, width) has room for one. Source: notebook 15.
    """
    values = as_array(feature_map, "feature_map")
    if values.ndim != 2 or not 0 < size <= min(values.shape):
        raise ValueError(
            f"max_pool needs a map with at least {size} rows and columns, but got the shape "
            f"{values.shape}."
        )
    down, across = (side // size for side in values.shape)
    blocks = values[: down * size, : across * size].reshape(down, size, across, size)
    return np.asarray(blocks.max(axis=(1, 3)), dtype=np.float64)


def softmax(outputs: npt.ArrayLike) -> Array:
    """Return a row of outputs as probabilities, which add up to 1; also where they are large.

    Raises ValueError for what is no such row. Source: notebook 15.
    """
    row = as_array(outputs, "outputs")
    if row.ndim != 1 or not len(row):
        raise ValueError(
            f"softmax needs one row of outputs, but got the shape {row.shape}: give one picture's."
        )
    powers = np.exp(row - np.max(row))
    return np.asarray(powers / powers.sum(), dtype=np.float64)
