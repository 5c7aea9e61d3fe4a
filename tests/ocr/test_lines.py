from __future__ import annotations

import math

from fake_engine import box


def test_a_box_knows_its_type_and_its_length() -> None:
    assert (box(10, 20, 300, 40).glyph, box(10, 20, 300, 40).length) == (40, 300)
    assert (box(10, 20, 40, 300).glyph, box(10, 20, 40, 300).tall) == (40, True)
    assert not box(10, 20, 50, 60).tall


def test_a_crooked_box_has_its_angle() -> None:
    assert math.isclose(box(0, 0, 100, 20, fall=0.1).angle, math.atan(0.1))


def test_a_box_is_scaled_with_its_picture() -> None:
    assert box(10, 20, 300, 40).scaled(0.5) == box(5, 10, 150, 20)
