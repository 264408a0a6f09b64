"""A finding holds its code and what its sentences are filled with; they are made of these."""

from __future__ import annotations

from dataclasses import replace

from opendisclose.diagnostics import codes
from opendisclose.diagnostics.finding import Words, make


def test_the_sentences_are_the_codes_filled() -> None:
    name = Words(zh="答复", en="reply")
    one = make(codes.NO_GROUND_GIVEN, {"act": name})
    assert one.message == Words(
        zh=codes.NO_GROUND_GIVEN.zh.format(act="答复"),
        en=codes.NO_GROUND_GIVEN.en.format(act="reply"),
    )
    assert one.values == (("act", name),)


def test_a_value_that_is_no_text_is_written() -> None:
    one = make(codes.NO_GROUND_GIVEN, {"act": 15})
    assert one.values == (("act", Words(zh="15", en="15")),)


def test_help_is_the_codes_unless_given() -> None:
    own = Words(zh="另", en="other")
    helpful = next(one for one in codes.CODES if one.help_en and "{" not in one.help_en)
    assert make(helpful, {}).help == Words(zh=helpful.help_zh, en=helpful.help_en)
    assert make(helpful, {}, help=own).help == own
    silent = next(one for one in codes.CODES if not one.help_en)
    assert make(silent, {}).help is None


def test_two_are_equal_if_they_say_the_same_of_the_same() -> None:
    one = make(codes.NO_GROUND_GIVEN, {"act": "a"}, event="e1")
    assert one == make(codes.NO_GROUND_GIVEN, {"act": "a"}, event="e1")
    assert hash(one) == hash(make(codes.NO_GROUND_GIVEN, {"act": "a"}, event="e1"))
    assert one != make(codes.NO_GROUND_GIVEN, {"act": "b"}, event="e1")
    assert one != replace(one, event="e2")
