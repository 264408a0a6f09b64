"""One code, five things: row of the table, page, bad sample, good sample, golden output."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from opendisclose.api import examine
from opendisclose.api.calendars import check_calendar
from opendisclose.api.comparing import compare
from opendisclose.api.ledgers import audit_file
from opendisclose.cli.arguments import time_of
from opendisclose.cli.check import judged
from opendisclose.diagnostics.codes import CODES, Code, Severity
from opendisclose.diagnostics.errors import MappingError
from opendisclose.diagnostics.finding import Finding
from opendisclose.report.formats import rendered
from opendisclose.report.layout import View
from opendisclose.report.subjects import Cases, Compared, FileReport, Files, Judged

from .conftest import ROOT

PAGES = Path("docs/reference/codes")
SAMPLES = Path("tests/codes")
SECTIONS = (
    "What it reports",
    "Why it matters",
    "Bad",
    "Good",
    "When to ignore",
    "The sentence",
)
OF_A_CALENDAR = ("OD15",)
OF_A_MAPPING = ("OD13",)  # the log that it is for stands beside the sample
OF_A_LOG = ("OD95", "OD96")
OF_A_SPREADSHEET = ("OD961",)
OF_A_COMPARISON = ("OD50",)  # the law, and an older edition of it, stand beside the sample
OF_A_RULESET = ("OD1", "OD2", "OD3", "OD4", "OD55")  # the samples of all others are case files
TABLE = "| code | name | severity | kind |\n|---|---|---|---|\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """What one sample comes to: its findings, and its report in a language."""

    findings: tuple[Finding, ...]
    report: Callable[[View], str]

    def codes(self) -> list[Code]:
        return [one.code for one in self.findings]

    def errors(self) -> list[str]:
        return [one.line() for one in self.findings if one.severity is Severity.ERROR]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # reports name files as they are given


def stem(code: Code) -> str:
    return f"{code.id}-{code.name}"


def page_of(code: Code) -> str:
    return (PAGES / f"{stem(code)}.md").read_text(encoding="utf-8")


def sample_text(path: Path) -> str:
    """The text of a sample; one of them is stored in another coding on purpose.

    That of a spreadsheet is its rows, the cells between commas.
    """
    if path.suffix == ".xlsx":
        rows = pytest.importorskip("openpyxl").load_workbook(path).active.values
        return "".join(",".join(one or "" for one in row) + "\n" for row in rows)
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def sample(code: Code, name: str) -> Path:
    """The file of a sample: a log is a table, everything else YAML."""
    ending = "csv" if code.id.startswith(OF_A_LOG) else "yaml"
    ending = "xlsx" if code.id.startswith(OF_A_SPREADSHEET) else ending
    return SAMPLES / stem(code) / f"{name}.{ending}"


def sampled(code: Code, name: str) -> Sampled:
    """A sample read as `validate` or `check` reads it; its first comments are options."""
    path = str(sample(code, name))
    if code.id.startswith((*OF_A_MAPPING, *OF_A_LOG)):
        return of_a_log(code, path)
    if code.id.startswith(OF_A_CALENDAR):
        checked = check_calendar(path)
        calendars = Files(files=(FileReport(source=path, findings=checked.findings),))
        return Sampled(
            findings=checked.findings, report=lambda view: rendered(calendars, "text", view)
        )
    if code.id.startswith(OF_A_RULESET):
        loaded = examine(path)
        file = FileReport(source=path, findings=loaded.findings, ruleset=loaded.ruleset)
        files = Files(files=(file,))
        return Sampled(findings=file.findings, report=lambda view: rendered(files, "text", view))
    if code.id.startswith(OF_A_COMPARISON):
        return compared(path)
    options = dict(re.findall(r"^# ([a-z-]+): (.+)$", sample_text(Path(path)), re.MULTILINE))
    as_of = time_of("--as-of", options["as-of"]) if "as-of" in options else None
    one = judged(path, options.get("ruleset"), as_of)
    assert isinstance(one, Judged), f"{path} is not judged at all"
    verdict = one.verdict
    found = (*verdict.findings, *verdict.missing, *verdict.notes)
    cases = Cases(cases=(one,))
    return Sampled(findings=found, report=lambda view: rendered(cases, "text", view))


def of_a_log(code: Code, path: str) -> Sampled:
    """A sample read as `audit` reads it."""
    pytest.importorskip("pyarrow")
    mapping = path if code.id.startswith(OF_A_MAPPING) else None
    log = path if mapping is None else str(Path(path).parent / "log.csv")
    try:
        found = audit_file("shihezi", log, procedure="on_request", mapping=mapping).summary.quality
    except MappingError as error:
        found = error.findings
    files = Files(files=(FileReport(source=path, findings=found),))
    return Sampled(findings=found, report=lambda view: rendered(files, "text", view))


def compared(path: str) -> Sampled:
    """A sample read as `compare` reads it."""
    folder = Path(path).parent
    older = [one for one in (folder / "older.yaml",) if one.exists()]
    found = compare(path, folder / "law.yaml", older=older)
    subject = Compared(comparisons=(found,))
    return Sampled(findings=found.findings, report=lambda view: rendered(subject, "text", view))


def section(page: str, title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found is not None, f"no section {title}"
    return found[1].strip()


def blocks(text: str) -> list[list[str]]:
    """The lines of the blocks of a text that show samples, without what marks lines left out."""
    return [
        [line.strip() for line in block.splitlines() if line.strip() != "# ..."]
        for block in re.findall(r"^```(?:yaml|csv)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    ]


def stands_in(lines: list[str], text: str) -> bool:
    """Whether the lines stand in the text in their order, others between them."""
    rest = iter(line.strip() for line in text.splitlines())
    return all(line in rest for line in lines)


def test_every_code_has_its_page_and_its_samples_and_nothing_else_has() -> None:
    known = [stem(code) for code in CODES]
    assert sorted(one.stem for one in PAGES.glob("*.md") if one.stem != "index") == known
    assert sorted(one.name for one in SAMPLES.iterdir()) == known
    assert len({code.id for code in CODES}) == len({code.name for code in CODES}) == len(CODES)


@pytest.mark.parametrize("code", CODES, ids=stem)
def test_the_sentences_are_in_both_languages_and_end_without_a_stop(code: Code) -> None:
    for text in (code.zh, code.en, code.help_zh, code.help_en):
        assert not text.endswith((".", "。", "；", ";"))
        assert text == text.strip()
    assert re.search(r"[\u4e00-\u9fff]", code.zh)
    assert not re.search(r"[\u4e00-\u9fff]", code.en)
    assert bool(code.help_zh) == bool(code.help_en)


@pytest.mark.parametrize("code", CODES, ids=stem)
def test_the_bad_sample_has_the_finding_and_the_good_one_no_error(code: Code) -> None:
    assert code in sampled(code, "bad").codes()
    good = sampled(code, "good")
    assert code not in good.codes()
    assert good.errors() == []


@pytest.mark.parametrize("code", CODES, ids=stem)
def test_the_report_is_the_golden_one(code: Code, golden: Callable[[str, str], None]) -> None:
    bad = sampled(code, "bad")
    text = "\n".join(bad.report(View(lang=lang)) for lang in ("en", "zh"))
    assert code.id in text
    golden(str(ROOT / SAMPLES / stem(code) / "expected.txt"), text)


@pytest.mark.parametrize("code", CODES, ids=stem)
def test_the_page_has_its_sections_and_says_what_the_table_says(code: Code) -> None:
    page = page_of(code)
    kind = f"; kind of a judged case: `{code.kind}`" if code.kind else ""
    head = f"# {code.id} {code.name}\n\nSeverity: `{code.severity.value}`{kind}.\n\n"
    assert page.startswith(head)
    assert tuple(re.findall(r"^## (.+)$", page, re.MULTILINE)) == SECTIONS
    assert all(section(page, title) for title in SECTIONS)
    assert section(page, "The sentence") == f"```text\n{code.zh}\n{code.en}\n```"


@pytest.mark.parametrize("code", CODES, ids=stem)
def test_the_lines_on_the_page_are_those_of_the_samples(code: Code) -> None:
    page, folder = page_of(code), SAMPLES / stem(code)
    for title, name in (("Bad", "bad"), ("Good", "good")):
        (block,) = blocks(section(page, title))
        assert block
        assert stands_in(block, sample_text(sample(code, name)))
    rules = [sample_text(one) for one in folder.glob("*.yaml") if one.stem not in ("bad", "good")]
    for block in blocks(section(page, "What it reports")):
        assert any(stands_in(block, rule) for rule in rules)


def test_the_index_has_the_table(golden: Callable[[str, str], None]) -> None:
    index = PAGES / "index.md"
    before, _, _ = index.read_text(encoding="utf-8").partition(TABLE)
    rows = "".join(
        f"| [{code.id}]({stem(code)}.md) | {code.name} | {code.severity.value} "
        f"| {f'{code.kind} ' if code.kind else ''}|\n"
        for code in CODES
    )
    golden(str(ROOT / index), f"{before}{TABLE}{rows}")
