"""Formulas as MathML, which browsers draw by themselves; for Sphinx an extension."""

from typing import Any

from docutils.nodes import SkipNode  # type: ignore[import-untyped]
from docutils.utils.math import MathError  # type: ignore[import-untyped]
from docutils.utils.math.latex2mathml import tex2mathml  # type: ignore[import-untyped]

from book.builder import BuildError


def formula(tex: str, block: bool) -> str:
    """Return a formula as MathML. Raises BuildError, naming it, if it can't be read."""
    try:
        words: str = tex2mathml(tex, as_block=block)
    except MathError as error:
        raise BuildError(f"The formula {tex} can't be read: {error}") from error
    return words


def _inline(writer: Any, node: Any) -> None:
    writer.body.append(f'<span class="math">{formula(node.astext(), block=False)}</span>')
    raise SkipNode


def _block(writer: Any, node: Any) -> None:
    writer.body.append(f'<div class="math">{formula(node.astext(), block=True)}</div>')
    raise SkipNode


def setup(app: Any) -> None:
    """Have Sphinx write formulas so."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
