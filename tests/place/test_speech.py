"""Each leaf speaks as its papers do, also where they share no word with its title."""

from __future__ import annotations

import numpy as np
import pytest

from wenming_archive.catalogue import load
from wenming_archive.place import lexicon, profile, speech
from wenming_archive.place.speech import Speech

TITLES = ("组织领导", "我们的节日", "文明餐桌", "志愿服务")
TREE = load.parse(
    "title: t\nindicators:\n" + "".join(f"  - {{code: '{n}', title: {t}}}\n" for n, t in enumerate(TITLES))
)
SPEECH = Speech.of_leaves(TREE.leaves, profile.build(TREE))


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("清明节前,干部职工到烈士陵园敬献花篮", 1),
        ("包粽子比赛现场", 1),
        ("食堂张贴节约粮食提示牌,剩菜可以打包", 2),
        ("队员身穿红马甲,到社区帮老人打扫卫生", 3),
        ("调整领导小组成员,下设办公室", 0),
    ],
)
def test_a_sentence_sounds_like_the_leaf_its_kind_of_paper_goes_under(text: str, leaf: int) -> None:
    assert int(SPEECH.scores([text])[0].argmax()) == leaf


def test_most_samples_of_a_concept_sound_like_the_leaf_that_names_it() -> None:
    for concept, leaf in (("我们的节日", 1), ("文明餐桌与光盘行动", 2), ("志愿服务", 3)):
        texts = [text for name, text in lexicon.samples() if name == concept]
        assert (SPEECH.scores(texts).argmax(axis=1) == leaf).mean() > 0.8


@pytest.mark.parametrize("text", ["", "x", "\n", "qwerty 123", "😀"])
def test_what_says_nothing_sounds_like_no_leaf(text: str) -> None:
    assert not SPEECH.scores([text]).any()


def test_saying_it_again_says_no_more() -> None:
    said = "清明祭扫烈士陵园"
    once, often = SPEECH.scores([said, "\n".join([said] * 9)])
    assert once[1] > 0 and np.array_equal(once, often)


def test_saying_more_says_more_but_not_twice_as_much() -> None:
    one, other, both = SPEECH.scores(["清明祭扫烈士陵园", "端午包粽子", "清明祭扫烈士陵园,端午包粽子"])
    assert max(one[1], other[1]) < both[1] < 0.9 * (one[1] + other[1])


def test_texts_are_scored_each_by_itself() -> None:
    texts = ["清明祭扫", "", "光盘行动", "志愿服务队"]
    assert np.array_equal(SPEECH.scores(texts), np.concatenate([SPEECH.scores([text]) for text in texts]))


def test_telling_words_are_those_of_the_leaf_the_most_telling_first() -> None:
    words = ["通知", "光盘行动", "清明祭扫", "x", "烈士陵园", "节日"]
    found = SPEECH.telling(words, 1)
    assert found[0] in ("清明祭扫", "节日") and set(found) == {"清明祭扫", "烈士陵园", "节日"}
    assert SPEECH.telling(words, 2) == ["光盘行动"]


def test_of_no_words_none_is_telling() -> None:
    assert SPEECH.telling([], 1) == SPEECH.telling(["x", ""], 1) == []


def test_shares_are_shares() -> None:
    heard = speech.heard()
    assert heard.everywhere.sum() == pytest.approx(1, abs=1e-4) and (heard.everywhere > 0).all()
    assert {name for name, _ in lexicon.samples()} == set(heard.concepts)
    assert {name for name, _ in lexicon.noise_samples()} == set(heard.noise)
    for grams, shares in (*heard.concepts.values(), *heard.noise.values()):
        assert (shares > 0).all() and 0 < shares.sum() < 1
        assert len(set(grams.tolist())) == len(grams)


def test_noise_sounds_like_its_sort_and_not_like_evidence() -> None:
    strange = Speech.of_noise()
    sorts = [*speech.heard().noise]
    for text in ("排骨冷水下锅,加姜片料酒焯水", "驱动安装失败怎么办"):
        most = float(strange.scores([text]).max())
        assert most > float(SPEECH.scores([text]).max())
    assert sorts[int(strange.scores(["排骨冷水下锅,加姜片料酒焯水"])[0].argmax())] == "菜谱与做饭"
    evidence = "学雷锋志愿服务队到社区打扫卫生"
    assert float(strange.scores([evidence]).max()) < float(SPEECH.scores([evidence]).max())


def test_surprise_is_nought_where_a_gram_is_never_used_and_grows_with_use() -> None:
    made = speech.surprise(np.array([0, 0.01, 0.1], np.float32), np.full(3, 0.01, np.float32))
    assert made[0] == 0 and 0 < made[1] < made[2]
