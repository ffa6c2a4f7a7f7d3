"""`--output-format markdown`: a result for the body of a pull request, or the summary of a job.

Messages quote descriptions, which may be anybody's: none of their text becomes markup, a link or a mention.
"""

import re
from collections.abc import Iterator, Sequence

from codegen.cli.findings import Finding, Outcome, Result, State

_MOST = 50
"""So many findings, and files of a package, are listed; a body has a limit (65,536 characters on GitHub)."""
_SAYS = {
    State.WRITTEN: "written",
    State.UNCHANGED: "unchanged",
    State.FRESH: "up to date",
    State.STALE: "**not up to date**",
    State.FAILED: "**failed**",
}


def as_markdown(result: Result) -> str:
    """Return the text for a result: a table of packages, what was written, and what was found."""
    parts = [*_document(result), *_packages(result), *_findings(result)]
    return "\n\n".join(parts or ["Nothing to tell."])


def _document(result: Result) -> Iterator[str]:
    judged = result.document
    if judged is not None:
        verdict = {True: "valid", False: "**not valid**", None: "not judged"}[judged.valid]
        yield f"{code(judged.file)}: {verdict} as {code(judged.type)}"


def _packages(result: Result) -> Iterator[str]:
    if not result.packages:
        return
    rows = [f"| {code(one.target)} | {_SAYS[one.state]} | {_counts(one)} |" for one, _ in result.packages]
    yield "\n".join(("| package | state | files |", "|---|---|---|", *rows))
    for outcome, remedy in result.packages:
        if remedy is not None:
            yield f"{code(outcome.target)} is mended by {code(remedy)}."
        if outcome.written or outcome.deleted:
            yield _files(outcome)


def _counts(outcome: Outcome) -> str:
    counts = {"written": len(outcome.written), "deleted": len(outcome.deleted)}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _files(outcome: Outcome) -> str:
    lines = [f"- {code(file)}" for file in outcome.written] + [f"- {code(file)} deleted" for file in outcome.deleted]
    head = f"<details><summary>Files of <code>{_escaped(outcome.target)}</code></summary>"
    return "\n".join((head, "", *_few(lines, "file"), "", "</details>"))


def _findings(result: Result) -> Iterator[str]:
    lines = [_finding(one) for one, _ in result.all_findings()]
    if lines:
        yield "\n".join(_few(lines, "finding"))


def _few(lines: Sequence[str], what: str) -> Iterator[str]:
    yield from lines[:_MOST]
    more = len(lines) - _MOST
    if more > 0:
        yield f"- … and {more:,} more {what}{'' if more == 1 else 's'}"


def _finding(found: Finding) -> str:
    where = ":".join(str(part) for part in (found.file, found.line, found.column) if part is not None)
    place = f" {code(where)}" if where else ""
    help = f" {prose(found.help)}" if found.help else ""
    return f"- **{found.severity.value}** {code(found.id)}{place}: {prose(found.message)}{help}"


def code(text: str) -> str:
    """Return a text as a code span on one line, in which nothing is markup."""
    flat = _flat(text).replace("`", "'").replace("|", "\\|")
    return f"`{flat}`" if flat.strip() else ""


def prose(text: str) -> str:
    """Return a sentence whose backticks are those of code, and in which nothing else is markup."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one of them is no pair
        parts[-2:] = [f"{parts[-2]}'{parts[-1]}"]
    return "".join(code(part) if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    """Return a text that no renderer takes for markup: punctuation becomes character references (CommonMark 6.2)."""
    return re.sub(r"[&<>@#*_~|\[\]\\$!`]|:(?=//)", lambda one: f"&#{ord(one[0])};", _flat(text))


def _flat(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text
