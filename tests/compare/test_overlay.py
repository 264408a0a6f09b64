"""Overlays: nothing changed is the law, what is stricter is taken, what is looser is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import opendisclose
from opendisclose.api import examine
from opendisclose.api.resolving import resolved
from opendisclose.diagnostics.codes import Severity
from opendisclose.load.ruleset import load_as_document, load_ruleset_text
from opendisclose.load.shipped import shipped_file
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.subjects import Binding

HEAD = {
    "opendisclose": 1,
    "id": "bureau",
    "extends": "cn-ogi-2019",
    "edition": "2026",
    "status": "in_force",
    "in_force": {"from": "2026-01-01"},
    "title": {"zh": "某局办法", "en": "measures of a bureau"},
}
FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
DAYS = st.integers(min_value=1, max_value=60)
ANSWER = ("procedures", "on_request", "deadlines", "reply")


def text(changes: object, at: tuple[str, ...] = ANSWER) -> str:
    """An overlay that writes `changes` at a route."""
    for key in reversed(at):
        changes = {key: changes}
    assert isinstance(changes, dict)
    raw = yaml.safe_dump({**HEAD, **changes}, allow_unicode=True, sort_keys=False)
    return str(raw).replace("'2026-01-01'", "2026-01-01")


def errors(folder: Path, changes: object, at: tuple[str, ...] = ANSWER) -> list[str]:
    """The codes of the errors of such an overlay."""
    path = folder / "overlay.yaml"
    path.write_text(text(changes, at), encoding="utf-8")
    found = examine(str(path)).findings
    return sorted({one.code.id for one in found if one.severity is Severity.ERROR})


def test_an_overlay_of_nothing_is_the_law() -> None:
    path = shipped_file("cn-ogi-2019")
    assert path is not None
    law = load_as_document(path).ruleset
    own = load_ruleset_text(text({}, ("procedures",)), name="overlay.yaml").ruleset
    assert law is not None
    assert own is not None
    named = ("id", "edition", "edition_of", "status", "in_force", "title", "extends", "documents")
    same = {one: getattr(law, one) for one in named}
    assert own.model_copy(update=same) == law
    assert list(own.documents) == ["cn-ogi-2019", "bureau"]


@FEW
@given(days=DAYS)
def test_a_shorter_period_is_taken_and_a_longer_one_refused(tmp_path: Path, days: int) -> None:
    found = errors(tmp_path, {"within": {"working_days": days}})
    assert found == ([] if days <= 20 else ["OD551"])


@FEW
@given(days=DAYS, times=st.integers(min_value=1, max_value=3))
def test_an_extension_may_be_shorter_only(tmp_path: Path, days: int, times: int) -> None:
    found = errors(tmp_path, {"extended": {"at_most": {"working_days": days}, "times": times}})
    assert found == ([] if days <= 20 and times == 1 else ["OD551"])


REASON = {"zh": "本局不用", "en": "the bureau does without"}
PRIVACY = ("exemptions", "privacy")
LOOSER = [
    (
        ("exemptions", "embarrassing"),
        {"when": {"listed": True}, "zh": "难堪", "en": "embarrassing"},
    ),
    (PRIVACY, {"lifted_when": {"public_interest": True}}),
    (PRIVACY, {"remove": REASON}),
    (("exemptions", "process"), {"force": "shall_not"}),
    (("procedures", "annual_report"), {"remove": REASON}),
    (("procedures", "on_request", "transitions", "apply", "requires"), ["name", "reasons"]),
    ((*ANSWER, "when"), {"excessive": False}),
    ((*ANSWER, "owed_by"), "applicant"),
    ((*ANSWER, "met_by"), ["ask_for_correction", "disclose"]),
    ((*ANSWER, "extended", "act"), "tell_extension"),
    ((*ANSWER, "extended", "needs"), []),
    (("calendar",), {"country": "CN", "closed": ["2026-03-02"]}),
    (("facts", "public_interest", "default"), True),
    (("fees",), {}),
    (
        ("procedures", "on_request", "transitions", "shelve"),
        {"zh": "搁置", "en": "shelve", "from": "received", "to": "answered", "by": "agency"},
    ),
    (
        ("procedures", "on_request", "deadlines", "hurry"),
        {
            "zh": "催",
            "en": "hurry",
            "owed_by": "applicant",
            "starts": "tell_extension",
            "within": {"working_days": 2},
            "met_by": "correct",
        },
    ),
]
TIGHTER = [
    (("exemptions", "process"), {"remove": REASON}),
    ((*ANSWER, "extended"), {"remove": REASON}),
    (("exemptions", "enforcement_file"), {"lifted_when": {"any": [
        {"law_requires": True}, {"public_interest": True}]}}),
    (("procedures", "on_request", "transitions", "approve_extension"), {"zh": "批准"}),
    (("procedures", "publication", "transitions", "publish", "by"), "working_body"),
    (("roles", "agency"), {"zh": "某局", "en": "the bureau"}),
    (("calendar",), {"country": "CN", "subdivision": "XJ"}),
]  # fmt: skip


@pytest.mark.parametrize(("at", "change"), LOOSER, ids=lambda one: str(one)[:40])
def test_what_loosens_or_cannot_be_judged_is_refused(
    tmp_path: Path, at: tuple[str, ...], change: object
) -> None:
    assert set(errors(tmp_path, change, at)) & {"OD551", "OD553"}


@pytest.mark.parametrize(("at", "change"), TIGHTER, ids=lambda one: str(one)[:40])
def test_what_tightens_is_taken(tmp_path: Path, at: tuple[str, ...], change: object) -> None:
    assert errors(tmp_path, change, at) == []


def test_no_reply_is_recorded_by_an_exemption_that_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(text({"remove": REASON}, ("exemptions", "process")), encoding="utf-8")
    refused = opendisclose.load(str(path)).ruleset.outcomes["refused"]
    cells = [one.cell for one in refused.statistics]
    law = opendisclose.load("cn-ogi-2019").ruleset.outcomes["refused"]
    assert cells == [one.cell for one in law.statistics if one.cell != "process"]


def test_it_cannot_be_loaded_when_it_loosens(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(text({"within": {"days": 90}}), encoding="utf-8")
    with pytest.raises(opendisclose.RulesetError) as told:
        opendisclose.load(str(path))
    (finding,) = [one for one in told.value.findings if one.code.id == "OD551"]
    assert "第三十三条第二款" in finding.message.zh
    assert finding.span is not None
    assert finding.span.file == str(path)
    assert [one.span.file for one in finding.related if one.span] == [
        "rulesets/cn-ogi-2019/ruleset.yaml"
    ]


@pytest.mark.parametrize("law", ["bureau", "no-such-law"])
def test_it_extends_another_installed_ruleset(tmp_path: Path, law: str) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(text({}, ("procedures",)).replace("cn-ogi-2019", law), encoding="utf-8")
    assert "OD552" in [one.code.id for one in examine(str(path)).findings]


def test_each_item_says_which_document_it_is_from(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(text({"within": {"working_days": 15}}), encoding="utf-8")
    rules, found = resolved(str(path))
    assert rules.ruleset.procedures["on_request"].deadlines["reply"].within is not None
    assert [one.name for one in found.items if one.document == "bureau"] == ["on_request.reply"]
    assert "15" in rendered(Binding(resolved=found), "text", View())
