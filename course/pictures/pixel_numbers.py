"""A digit as the table of its numbers (notebook 12)."""

from typing import Any

from course.pictures.shapes import grey, picture, rect
from course.pictures.svg import Drawing, document, tag, whole


def pixel_numbers(image: Any) -> Drawing:
    """Draw a digit as the table of its numbers, each cell as dark as its number (notebook 12).

    ``image``: rows of numbers, 0 white … 255 black, such as 28 × 28. Zeros are faint.
    """
    rows = picture(image)
    if any(value != int(value) for values in rows for value in values):
        raise ValueError("image holds fractions: give its numbers from 0 to 255, not divided.")
    width, height = 30, 24
    shades, texts = [], []
    for row, values in enumerate(rows):
        line = []
        for column, value in enumerate(values):
            if value:
                place = (8 + width * column, 8 + height * row, width, height)
                shades.append(rect(*place, fill=grey(value / 255)))
            # A class for zeros and one for numbers on dark: 784 styles would weigh too much.
            name = "n0" if value == 0 else "n1" if value > 136 else None
            x, y = 8 + width * (column + 0.5), 8 + height * row + 17
            line.append(tag("text", whole(value, 0), x=x, y=y, class_=name))
        texts.append(tag("g", "".join(line), class_="n", data_part=f"row-{row}"))
    across, down = width * len(rows[0]), height * len(rows)
    body = [
        "<style>.n text{font-size:13px;text-anchor:middle;fill:#000000}.n .n0{fill:#6f7a86}"
        ".n .n1{fill:#ffffff}</style>",
        # A digit is ink on paper, on a dark page as well.
        rect(8, 8, across, down, fill="#ffffff"),
        *shades,
        rect(8, 8, across, down, fill="none", stroke="var(--faint)"),
        *texts,
    ]
    inked = sum(value > 0 for values in rows for value in values)
    darkest = max(max(values) for values in rows)
    words = (
        f"A digit as {len(rows)} rows of {len(rows[0])} numbers: {inked} of "
        f"{len(rows) * len(rows[0])} are above 0, the largest is {whole(darkest, 0)}."
    )
    return document(across + 16, down + 16, "A digit as numbers", words, body)
