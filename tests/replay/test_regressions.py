"""Small cases of acts, conditions and order in which kernel and twin once differed."""

from __future__ import annotations

from tests.replay.small import say

LINE = """transitions:
  open: {to: a, clause: O}
  move: {from: a, to: b, clause: M}
  close: {from: b, to: end, clause: C}
"""
OPEN = ("open", "2025-06-06T09:00")


def test_as_many_keys_as_a_list_has_items() -> None:
    """`{every: {consent: written}, of: parties}` is true only if as many keys as the fact `parties`
    says hold it (meaning 2); a list says it by its items.
    """
    text = LINE + "  sign: {in: a, clause: S, requires: [{is: {every: {ok: true}, of: tags}}]}\n"
    text += "  ask: {in: a, per: citizen}"
    asked = ("ask", "2025-06-09T09:00", {"key": "x", "data": {"ok": True}})
    for tags, kinds in ((["x"], []), (["x", "z"], ["missing_required_content"])):
        said = say(text, OPEN, asked, ("sign", "2025-06-10T09:00", {"data": {"tags": tags}}))
        assert [kind for kind, *_ in said.findings] == kinds


def test_another_value_of_any_key_will_do() -> None:
    """Asked without a key, any key's value will do (meaning 2): for `ne` any other value."""
    text = (
        LINE + "  sign: {in: a, clause: S, when: {kind: {ne: high}}}\n  ask: {in: a, per: citizen}"
    )
    said = say(
        text,
        OPEN,
        ("ask", "2025-06-09T09:00", {"key": "x", "data": {"kind": "high"}}),
        ("ask", "2025-06-09T10:00", {"key": "y", "data": {"kind": "low"}}),
        ("sign", "2025-06-10T09:00"),
    )
    assert (said.word, said.findings) == ("compliant", [])


def test_an_empty_default_is_not_known_in_a_comparison() -> None:
    """Unrecorded takes the fact's default (meaning 2), and what is empty is not known there."""
    text = LINE + "  sign: {in: a, clause: S, when: {note: some text}}"
    assert say(text, OPEN, ("sign", "2025-06-09T09:00")).word == "indeterminate"


def test_the_day_of_the_act_is_not_the_first_fact() -> None:
    """The entry's clause prevails over the fact's: that of the fact it names first (meaning 16)."""
    is_ = "{any: [{event_day: {lt: 2020-01-01}}, {ok: true}]}"
    text = LINE + "  sign: {in: a, clause: S, requires: [{is: " + is_ + "}]}"
    said = say(text, OPEN, ("sign", "2025-06-09T09:00", {"data": {"ok": False}}))
    assert said.findings == [("missing_required_content", "e2", ("F",))]


def test_what_counts_as_another_is_cited_where_it_decided() -> None:
    """A finding also cites the `counts_as` clause that decided (meaning 2)."""
    text = (
        LINE
        + """
  guarded: {in: a, clause: S, when: {kind: {ne: high}}}
  asked: {in: a, clause: S, requires: [{is: {kind: {ne: high}}, clause: R}]}
  either: {in: a, clause: S, when: {all: [{kind: {ne: high}}, {ok: true}]}}"""
    )
    doubt = {"data": {"kind": "doubt", "ok": False}}
    said = say(text, OPEN, ("guarded", "2025-06-09T09:00", doubt))
    assert said.findings == [("guard_not_met", "e2", ("S", "V"))]
    said = say(text, OPEN, ("asked", "2025-06-09T09:00", doubt))
    assert said.findings == [("missing_required_content", "e2", ("R", "V"))]
    said = say(text, OPEN, ("either", "2025-06-09T09:00", doubt))
    assert said.findings == [("guard_not_met", "e2", ("S",))]  # false anyhow


def test_what_counts_is_what_was_known_at_the_event() -> None:
    """A finding also cites the `counts_as` clause that decided (meaning 2): of the value then."""
    text = LINE + "  sign: {in: a, clause: S, when: {kind: {ne: high}}, sets: {kind: doubt}}"
    said = say(text, OPEN, ("sign", "2025-06-09T09:00", {"data": {"kind": "high"}}))
    assert said.findings == [("guard_not_met", "e2", ("S",))]


def test_a_ground_that_is_not_known_whose_step_is_missing_is_illegal() -> None:
    """An act cites only exemptions that stand and whose presupposed acts are done (meaning 13): one
    of the two is false, so the other does not decide.
    """
    text = "exemptions: {secret: {clause: X, when: {ok: true}, presupposes: [move]}}\n" + LINE
    text += "  refuse: {in: a, clause: S, cites: required}"
    said = say(text, OPEN, ("refuse", "2025-06-09T09:00", {"cites": ["secret"]}))
    assert said.findings == [("illegal_exemption", "e2", ("X",))]


def test_an_exemption_without_a_clause_bars_by_that_of_the_act() -> None:
    """An unauthorised disclosure carries every clause concerned (meaning 13), so at least one."""
    text = "exemptions: {secret: {when: {ok: true}}}\n" + LINE
    text += "  publish: {in: a, clause: S, outcome: disclosed}"
    said = say(text, OPEN, ("publish", "2025-06-09T09:00", {"data": {"ok": True}}))
    assert said.findings == [("unauthorised_disclosure", "e2", ("S",))]


def test_a_disclosure_that_grants_time_against_its_guard() -> None:
    """A disclosure that met a false guard is unauthorised (meaning 13), whatever else it grants."""
    text = (
        LINE
        + """
  publish: {in: a, clause: S, when: {ok: true}, outcome: disclosed}
deadlines:
  d: {starts: open, within: {days: 9}, met_by: move, clause: D,
      extended: {act: publish, at_most: {days: 3}, clause: E}}"""
    )
    said = say(text, OPEN, ("publish", "2025-06-09T09:00", {"data": {"ok": False}}))
    assert sorted(said.findings) == [
        ("invalid_extension", "e2", ("E",)),
        ("unauthorised_disclosure", "e2", ("S",)),
    ]


def test_the_same_person_where_no_role_is_logged() -> None:
    """An event without a role: who did it is not known, which decides (meaning 2)."""
    text = LINE + "  sign: {in: a, clause: S, same_as: open}"
    said = say(text, OPEN, ("sign", "2025-06-09T09:00", {"role": None}))
    assert (said.word, said.findings) == ("indeterminate", [])


def test_somebody_else_than_who_did_it_for_any_key() -> None:
    """`distinct_from` compares the actors of the two acts: of the last one done, for any key."""
    text = LINE + "  ask: {in: a, per: citizen}\n  sign: {in: a, clause: S, distinct_from: ask}"
    asked = ("ask", "2025-06-09T09:00", {"key": "x", "actor": "li"})
    said = say(text, OPEN, asked, ("sign", "2025-06-10T09:00", {"actor": "li"}))
    assert said.findings == [("wrong_role", "e3", ("S",))]


def test_nobody_did_what_came_about_by_time() -> None:
    """What came about by time leaves nobody to compare with (meaning 2)."""
    text = (
        LINE
        + """
  ask: {act: asking, in: a, when: {ok: false}}
  silence: {act: asking, in: a, when: {ok: true}, when_expired: d}
  sign: {in: a, clause: S, same_as: asking}
  tell: {in: a}
deadlines: {d: {starts: ask, within: {days: 1}, met_by: move, clause: D}}"""
    )
    asked = ("ask", "2025-06-09T09:00", {"data": {"ok": False}, "actor": "li"})
    signed = ("sign", "2025-06-09T10:00", {"actor": "wu"})
    assert say(text, OPEN, asked, signed).findings == [("wrong_role", "e3", ("S",))]
    told = ("tell", "2025-06-09T11:00", {"data": {"ok": True}})
    assert (
        say(text, OPEN, asked, told, ("sign", "2025-06-16T09:00", {"actor": "wu"})).findings == []
    )


def test_a_presupposed_act_that_time_brings_is_only_late_in_order() -> None:
    """A presupposed act that comes later turns the finding (meaning 3), also if time brings it."""
    text = (
        LINE
        + """
  silence: {in: a, when_expired: d, clause: N}
  sign: {in: a, clause: S, presupposes: [{act: silence, clause: P}]}
deadlines: {d: {starts: open, within: {days: 3}, met_by: move, clause: D}}"""
    )
    said = say(text, OPEN, ("sign", "2025-06-09T08:00"), as_of="2025-06-09T09:00")
    assert said.findings == [("missing_step", "e2", ("P",))]
    said = say(text, OPEN, ("sign", "2025-06-09T08:00"), as_of="2025-06-20T09:00")
    assert said.findings == [("wrong_order", "e2", ("P",))]


def test_an_event_records_another_expiry_than_the_one_that_fired() -> None:
    """After the clock has fired, an event that records its transition changes nothing (meaning 9);
    another transition of the clock has not fired.
    """
    text = (
        LINE
        + """
  consent: {in: a, when_expired: d, clause: N}
  refusal: {in: a, when_expired: d, clause: R}
deadlines: {d: {starts: open, within: {days: 3}, met_by: move, clause: D}}"""
    )
    assert say(text, OPEN, ("consent", "2025-06-20T08:00")).findings == []
    said = say(text, OPEN, ("refusal", "2025-06-20T08:00"))
    assert said.findings == [("wrong_order", "e2", ("R",))]


def test_a_jump_to_an_act_that_moves_nothing_moves_the_case() -> None:
    """A clock whose goal can no longer happen lapses (meaning 10), also after a jump."""
    text = (
        LINE
        + """
  note: {in: b, clause: N}
  ask: {in: a}
deadlines: {d: {starts: open, within: {days: 9}, met_by: ask, clause: D}}"""
    )
    said = say(text, OPEN, ("note", "2025-06-09T09:00"))
    assert said.findings == [("missing_step", "e2", ("M",))]
    assert said.clocks["d"][0] == "lapsed"


def test_whether_who_grants_time_is_somebody_else_is_not_known() -> None:
    """Whether the wrong person grants an extension (meaning 6) may not be known, and decides."""
    text = (
        LINE
        + """
  ask: {in: a}
  grant: {in: a, distinct_from: ask}
deadlines: {d: {starts: open, within: {days: 9}, met_by: move, clause: D,
                extended: {act: grant, at_most: {days: 3}}}}"""
    )
    asked = ("ask", "2025-06-09T09:00")
    assert say(text, OPEN, asked, ("grant", "2025-06-10T09:00")).word == "indeterminate"
