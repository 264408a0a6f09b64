"""A shipped law as data goes in; the law with one deviation put into it comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .written import Raw, title

OGI19, OGI07, HEI = "cn-ogi-2019", "cn-ogi-2007", "cn-hei-2010"
Edit = Callable[[Raw], Any]
Told = tuple[str, str, str]  # kind, judgement, and the clause that decides


def request(raw: Raw) -> Raw:
    return raw["procedures"]["on_request"]


def act(raw: Raw, name: str) -> Raw:
    return request(raw)["transitions"][name]


def clock(raw: Raw, name: str) -> Raw:
    return request(raw)["deadlines"][name]


def put(path: str, value: Any) -> Edit:
    """One thing put elsewhere, or added; `a.b.c` from the top of the file."""

    def edit(raw: Raw) -> None:
        *above, last = path.split(".")
        here = raw
        for one in above:
            here = here[one]
        here[last] = value

    return edit


def cut(path: str) -> Edit:
    def edit(raw: Raw) -> None:
        *above, last = path.split(".")
        here = raw
        for one in above:
            here = here[one]
        here.pop(last)

    return edit


def demand(zh: str, en: str, **more: Any) -> Edit:
    """One more thing to be said in the request."""

    def edit(raw: Raw) -> None:
        raw["facts"]["demanded"] = title(zh, en, type="boolean", clause="第九条", **more)
        act(raw, "apply").setdefault("requires", []).append("demanded")

    return edit


def step(raw: Raw, name: str, zh: str, by: str) -> None:
    """One more act of the office while a request is handled."""
    own = {**title(zh, name, by=by, clause="第十条"), "in": "received"}
    request(raw)["transitions"][name] = own


def no_partial_disclosure(raw: Raw) -> None:
    request(raw)["transitions"].pop("disclose_in_part")
    for one in request(raw)["deadlines"].values():
        if isinstance(one.get("met_by"), list):
            one["met_by"] = [x for x in one["met_by"] if x != "disclose_in_part"]


def no_notice(raw: Raw) -> None:
    """The extension without telling the applicant, and without the act of telling."""
    clock(raw, "reply")["extended"].pop("needs")
    request(raw)["transitions"].pop("tell_extension")


def unknown_exemption(raw: Raw) -> None:
    raw["facts"]["subject"]["values"]["image"] = title("影响单位形象", "harms its image")
    raw["exemptions"]["image"] = title(
        "影响单位形象的信息",
        "what harms its image",
        when={"subject": {"has": "image"}},
        force="may_not",
    )


def decided_exemption(raw: Raw) -> None:
    raw["roles"]["group"] = title("领导小组", "leading group")
    raw["facts"]["decided"] = title("领导小组认定", "decided", type="boolean", default=False)
    raw["exemptions"]["decided"] = title(
        "领导小组认定不予公开", "decided by the group", when={"decided": True}, force="may_not"
    )


def stages(*days: int) -> Edit:
    """Stages before publication, each with its own period, that together come to `days`."""

    def edit(raw: Raw) -> None:
        flow = raw["procedures"]["publication"]
        acts, first = flow["transitions"], next(iter(flow["states"]))
        last, starts = first, [n for n, one in acts.items() if "from" not in one and "to" in one]
        for number, length in enumerate(days):
            state, own = f"stage{number}", f"pass{number}"
            flow["states"][state] = title("待办", "waiting")
            acts[own] = title("送下一环节", "pass on", to=state, by=list(raw["roles"])[:1])
            acts[own]["from"], acts[own]["clause"] = last, "第十条"
            flow["deadlines"][own] = title(
                "环节期限",
                "stage",
                owed_by=list(raw["roles"])[:1],
                starts=starts,
                within={"working_days": length},
                met_by=own,
                clause="第十条",
            )
            last, starts = state, [own]
        for name in ("publish", "keep_back"):
            acts[name]["from"] = last
        for name, one in acts.items():
            if one.get("in") == first and name != "form":
                one["in"] = [first, *(f"stage{n}" for n in range(len(days)))]

    return edit


def waits_for_leader(raw: Raw) -> None:
    raw["roles"]["leader"] = title("主管领导", "leader in charge")
    step(raw, "sign", "领导签发", "leader")
    act(raw, "disclose").setdefault("presupposes", []).append("sign")


def put_off(raw: Raw) -> None:
    """A filing with the office itself meets the period for publication."""
    flow = raw["procedures"]["publication"]
    by = list(raw["roles"])[:1]
    flow["transitions"]["put_off"] = {
        **title("报备延期", "file the delay", by=by, clause="第十条"),
        "in": next(iter(flow["states"])),
    }
    flow["deadlines"]["publication"]["met_by"] = ["publish", "keep_back", "put_off"]


def by_registration(raw: Raw) -> None:
    """Online requests count from the day on which the office registers them."""
    raw["facts"]["registered_on"] = title("登记受理之日", "day of registration", type="date")
    raw["receipts"]["request"]["days"]["online"] = {"at": "registered_on"}


def starts_with_registration(raw: Raw) -> None:
    step(raw, "register", "登记受理", next(iter(raw["roles"])))
    clock(raw, "reply")["starts"] = ["register"]


def act_of_publication(raw: Raw) -> Raw:
    return raw["procedures"]["publication"]["transitions"]["publish"]


def procedures(raw: Raw) -> list[Raw]:
    return list(raw["procedures"].values())
