"""Probabilities: of whole items, by themselves, among their neighbours, and after decisions."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.place import engine, lessons
from wenming_archive.place.clues import Clues
from wenming_archive.place.context import Trait
from wenming_archive.place.engine import Engine, Judged, Weights, softmax
from wenming_archive.place.lessons import Past

ENGINE = Engine(load.parse(CATALOGUE))
EMPTY = Clues("", (), "", "", "", "", "other", "", None, "docx")
LECTURE = replace(EMPTY, title="第六期道德讲堂活动方案", top="活动流程:唱歌曲、学模范、讲故事", kind="plan")
RECIPE = replace(EMPTY, name="排骨", title="红烧排骨的做法", top="材料:肋排一斤半、冰糖、老抽、料酒")
#: One that says little for any leaf, so that a decision has something to teach.
FLYER = replace(EMPTY, title="文明上网倡议书", top="争做中国好网民,不造谣不传谣")

Item = tuple[Clues, Trait]
CLUES = st.builds(
    Clues,
    name=st.sampled_from(["dsc_0219", "清明祭扫方案", "ⅰ-2 总结", "排骨"]),
    folders=st.just(()),
    title=st.sampled_from(["", "道德讲堂方案", "志愿服务总结", "红烧排骨的做法", "😀"]),
    heads=st.sampled_from(["", "日期\t检查内容"]),
    top=st.sampled_from(["", "志愿者走上街头", "环境卫生检查"]),
    body=st.text("志愿服务卫生检查讲堂ax\n", max_size=20),
    kind=st.sampled_from(["plan", "photo", "other"]),
    issuer=st.sampled_from(["", "工会"]),
    date=st.none(),
    format=st.sampled_from(["docx", "jpg"]),
)
TRAITS = st.builds(
    Trait,
    st.sampled_from([("根",), ("根", "甲"), ("根", "乙", "丙")]),
    st.sampled_from(["img_1", "清明祭扫方案", "清明祭扫照片"]),
    st.sampled_from([None, "2023-04-04", "2023-04-05"]),
    st.booleans(),
)
ITEMS = st.lists(st.tuples(CLUES, TRAITS), min_size=1, max_size=7)
LEAVES = st.lists(st.integers(0, 3), unique=True, max_size=2)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Learn the lexicon before any test is timed."""
    ENGINE.sight([EMPTY])


def lying(*folders: str, name: str = "", picture: bool = False) -> Trait:
    return Trait(("/根", *folders), name, None, picture)


def judged(items: list[Item], decided: dict[int, list[int]] | None = None) -> Judged:
    sight = ENGINE.sight(clues for clues, _ in items)
    return ENGINE.judge(sight, [trait for _, trait in items], decided or {})


def sure(*items: Item, decided: dict[int, list[int]] | None = None) -> list[float]:
    """Return how sure the program is of the first item, leaf by leaf."""
    found: list[float] = judged([*items], decided).sure[0].tolist()
    return found


def odds(x: float) -> float:
    return x / (1 - x)


def alone(clues: Clues) -> list[float]:
    return sure((clues, lying()))


@pytest.mark.parametrize(
    ("clues", "leaf"),
    [
        (LECTURE, 0),
        (replace(EMPTY, title="2023年学雷锋志愿服务总结", kind="summary"), 1),
        (replace(EMPTY, name="卫生检查记录", heads="日期\t检查内容\t整改", kind="ledger"), 2),
    ],
)
def test_plain_cases_go_where_anyone_would_put_them(clues: Clues, leaf: int) -> None:
    found = alone(clues)
    assert max(range(4), key=lambda n: found[n]) == leaf
    assert found[leaf] > 0.6


def test_a_recipe_belongs_nowhere() -> None:
    assert sum(alone(RECIPE)) < 0.3


def test_what_says_nothing_is_most_likely_nothing() -> None:
    assert sum(alone(EMPTY)) < 0.5


@pytest.mark.parametrize("clues", [EMPTY, LECTURE, RECIPE, FLYER])
def test_room_is_left_for_none(clues: Clues) -> None:
    assert 0 < sum(alone(clues)) < 1


def test_a_photo_without_words_goes_with_its_event() -> None:
    photo = replace(EMPTY, name="dsc_0219", kind="photo", format="jpg")
    paper = (LECTURE, lying("工会", "8月25日"))
    together = sure((photo, lying("工会", "8月25日", picture=True)), paper)
    assert together[0] > 2 * sure((photo, lying(picture=True)))[0]


def test_equal_scores_are_equal_probabilities() -> None:
    made = softmax(np.zeros((2, 3), np.float32), np.zeros(2, np.float32))
    assert made == pytest.approx(np.full((2, 3), 0.25))


SCORES = st.floats(-1e4, 1e4, width=32)


@given(arrays.arrays(np.float32, (3, 4), elements=SCORES), arrays.arrays(np.float32, 3, elements=SCORES))
def test_any_scores_make_probabilities(scores: NDArray[np.float32], none: NDArray[np.float32]) -> None:
    made = softmax(scores, none)
    assert ((made >= 0) & (made <= 1)).all()
    assert (made.sum(axis=1, dtype=np.float64) <= 1 + 1e-6).all()
    assert (made[np.arange(3), scores.argmax(axis=1)] == made.max(axis=1)).all()


def test_without_leaves_nothing_is_probable() -> None:
    assert softmax(np.zeros((2, 0), np.float32), np.ones(2, np.float32)).shape == (2, 0)


def test_no_items_are_no_trouble() -> None:
    assert judged([]).sure.shape == (0, 4)


@given(ITEMS, st.dictionaries(st.integers(0, 6), LEAVES, max_size=3))
def test_all_probabilities_are_from_nought_to_one_and_so_is_their_sum(
    items: list[Item], decided: dict[int, list[int]]
) -> None:
    found = judged(items, {n: leaves for n, leaves in decided.items() if n < len(items)}).sure
    assert found.shape == (len(items), 4)
    assert ((found >= 0) & (found <= 1)).all()
    # Less than one, but for how finely single precision tells.
    assert (found.sum(axis=1, dtype=np.float64) < 1 + 1e-6).all()


@given(ITEMS, st.dictionaries(st.integers(0, 6), LEAVES, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_items_changes_no_probability(
    items: list[Item], decided: dict[int, list[int]], random: Random
) -> None:
    order = [*range(len(items))]
    random.shuffle(order)
    before = judged(items, {n: leaves for n, leaves in decided.items() if n < len(items)}).sure
    after = judged(
        [items[n] for n in order], {order.index(n): found for n, found in decided.items() if n < len(items)}
    ).sure
    assert after == pytest.approx(before[order], abs=1e-5)


def test_batches_do_not_matter_to_what_is_seen() -> None:
    items = [
        replace(LECTURE, name=f"第{n}期", body="志愿服务" * (n % 5), kind=("plan", "photo")[n % 2])
        for n in range(engine._AT_ONCE + 6)
    ]
    together = ENGINE.sight(items)
    one_by_one = [ENGINE.sight([clues]).row(0) for clues in items]
    assert [together.row(n) for n in range(len(items))] == one_by_one


@settings(max_examples=20)
@given(ITEMS, LEAVES)
def test_batches_do_not_matter_to_how_sure_it_is(items: list[Item], leaves: list[int]) -> None:
    whole = judged(items, {0: leaves})
    for n in range(len(items)):
        for column, row in zip(
            whole.columns(slice(0, len(items))), whole.columns(slice(n, n + 1)), strict=True
        ):
            assert row[0] == pytest.approx(column[n], abs=1e-5)


def test_more_items_than_are_judged_at_once_are_all_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [(replace(LECTURE, body="志愿服务" * n), lying(str(n % 3))) for n in range(9)]
    whole = judged(items, {2: [1]}).sure
    monkeypatch.setattr(engine, "_JUDGED_AT_ONCE", 4)
    assert judged(items, {2: [1]}).sure == pytest.approx(whole, abs=1e-6)


@given(ITEMS)
def test_a_sight_comes_back_from_its_rows(items: list[Item]) -> None:
    sight = ENGINE.sight(clues for clues, _ in items)
    rows = [sight.row(n) for n in range(len(sight))]
    back = ENGINE.remembered(rows)
    assert [back.row(n) for n in range(len(back))] == rows
    traits = [trait for _, trait in items]
    assert np.array_equal(ENGINE.judge(back, traits, {}).sure, ENGINE.judge(sight, traits, {}).sure)


def test_a_sight_depends_on_the_item_alone() -> None:
    beside = [ENGINE.sight([LECTURE, other]).row(0) for other in (EMPTY, RECIPE, LECTURE)]
    assert beside == [ENGINE.sight([LECTURE]).row(0)] * 3


@given(ITEMS)
def test_without_decisions_nothing_is_taught(items: list[Item]) -> None:
    columns = judged(items).columns(slice(0, len(items)))
    taught = dict(zip(engine.TOGETHER, columns, strict=True))
    assert not any(taught[name].any() for name in lessons.NAMES)


@given(ITEMS, LEAVES)
def test_a_decision_teaches_nothing_of_the_item_itself(items: list[Item], leaves: list[int]) -> None:
    columns = judged(items, {0: leaves}).columns(slice(0, len(items)))
    taught = dict(zip(engine.TOGETHER, columns, strict=True))
    assert not any(taught[name][0].any() for name in lessons.NAMES)
    assert sure(items[0]) == pytest.approx(sure(items[0], decided={0: leaves}))


@pytest.mark.parametrize("leaf", range(4))
def test_what_is_nearly_the_same_follows_a_decision(leaf: int) -> None:
    like = replace(FLYER, name="文明上网倡议书(2)")
    items = ((like, lying("乙")), (FLYER, lying("甲")))
    before, after = sure(*items), sure(*items, decided={1: [leaf]})
    assert odds(after[leaf]) > 10 * odds(before[leaf])
    assert after[leaf] == max(after)


@given(st.sampled_from(["道德讲堂方案", "志愿服务总结", "文明上网倡议书", "卫生检查记录"]), st.integers(0, 3))
def test_a_decision_never_drives_its_likes_away(title: str, leaf: int) -> None:
    clues = replace(EMPTY, title=title)
    items = ((clues, lying("乙")), (clues, lying("甲")))
    before, after = sure(*items)[leaf], sure(*items, decided={1: [leaf]})[leaf]
    assert after > before or before > 0.95


def test_likes_of_what_belongs_nowhere_belong_there_less() -> None:
    items = ((LECTURE, lying("乙")), (LECTURE, lying("甲")))
    assert 1 - sum(sure(*items, decided={1: []})) > 5 * (1 - sum(sure(*items)))


def test_strangers_learn_next_to_nothing() -> None:
    items = ((RECIPE, lying("乙")), (FLYER, Trait(("/别处",), "", None, picture=False)))
    assert sure(*items, decided={1: [2]}) == pytest.approx(sure(*items), abs=0.02)


def test_a_folder_follows_what_was_decided_in_it() -> None:
    photo = (replace(EMPTY, kind="photo", format="jpg"), lying("甲", picture=True))
    items = (photo, (FLYER, lying("甲")))
    assert sure(*items, decided={1: [2]})[2] > 2 * sure(*items)[2]


def test_neighbours_hear_what_was_decided_and_no_more_what_the_program_took_it_for() -> None:
    photo = (replace(EMPTY, kind="photo", format="jpg"), lying("甲", picture=True))
    told = judged([photo, (LECTURE, lying("甲"))], {1: [2]})
    around = dict(zip(engine.TOGETHER, told.columns(slice(0, 1)), strict=True))["around_picture"][0]
    assert around[2] > 0.3 and around[0] == pytest.approx(0, abs=1e-6)


@given(ITEMS, st.integers(0, 6), LEAVES)
def test_a_decision_taken_back_leaves_no_trace(items: list[Item], n: int, leaves: list[int]) -> None:
    traits = [trait for _, trait in items]
    sight = ENGINE.sight(clues for clues, _ in items)
    before = ENGINE.judge(sight, traits, {}).sure
    ENGINE.judge(sight, traits, {n % len(items): leaves})
    assert np.array_equal(ENGINE.judge(sight, traits, {}).sure, before)


def past(*leaves: tuple[int, ...], clues: Clues = FLYER) -> Past:
    """Return what another year teaches: ``clues`` once under each of ``leaves``."""
    sight = ENGINE.sight([clues] * len(leaves))
    return Past(
        sight, tuple(Trait(("", "2022年", "三会一课"), "", None, picture=False) for _ in leaves), leaves
    )


def with_past(items: list[Item], past: Past | None, decided: dict[int, list[int]] | None = None) -> Judged:
    sight = ENGINE.sight(clues for clues, _ in items)
    return ENGINE.judge(sight, [trait for _, trait in items], decided or {}, past)


@pytest.mark.parametrize("leaf", range(4))
def test_another_year_teaches_as_a_decision_does(leaf: int) -> None:
    items = [(FLYER, lying("乙"))]
    before, after = sure(*items), with_past(items, past((leaf,))).sure[0]
    assert odds(float(after[leaf])) > 10 * odds(before[leaf])


def test_another_year_teaches_in_folders_of_the_same_name_whatever_the_year() -> None:
    photo = replace(EMPTY, kind="photo", format="jpg")
    taught = [
        float(with_past([(photo, lying(*folders))], past((2,))).sure[0, 2])
        for folders in (("2023年", "三会一课"), ("2023年", "工会"))
    ]
    assert odds(taught[0]) > 1.5 * odds(taught[1])


@given(ITEMS, LEAVES)
def test_without_another_year_all_is_as_it_was(items: list[Item], leaves: list[int]) -> None:
    before = judged(items, {0: leaves}).sure
    assert np.array_equal(with_past(items, None, {0: leaves}).sure, before)
    assert with_past(items, past(), {0: leaves}).sure == pytest.approx(before, abs=1e-6)


def test_this_years_decisions_join_the_last_ones() -> None:
    items = [(FLYER, lying("乙")), (FLYER, lying("甲"))]
    last = float(with_past(items, past((2,))).sure[0, 2])
    both = float(with_past(items, past((2,)), {1: [2]}).sure[0, 2])
    other = float(with_past(items, past((2,)), {1: [1]}).sure[0, 2])
    assert other < last < both


def test_other_weights_say_otherwise() -> None:
    fitted = Weights.fitted()
    mute = Weights(fitted.alone * 0, fitted.alone_none, fitted.together, fitted.together_none)
    other = Engine(ENGINE.catalogue, mute)
    assert not other.sight([LECTURE]).own.any()


def test_the_catalogue_is_weighed_only_when_there_is_something_to_see() -> None:
    fresh = Engine(ENGINE.catalogue)
    fresh.judge(fresh.remembered([ENGINE.sight([LECTURE]).row(0)]), [lying()], {})
    assert "scorer" not in vars(fresh)
