"""Opens the pull request of an update, or brings the text of the open one up to date, by GitHub's command `gh`.

In, as variables: BRANCH, BASE, TITLE, COMMIT (the tip of the branch), INPUTS (a file with the paths that changed, each
ended by a NUL), REPORT (what `codegen generate --report markdown=...` wrote). Out: `pull-request` in $GITHUB_OUTPUT.
Only the text between two marks is ours: what people write around it stays. An update whose pull request was closed
stays closed. The standard library alone is needed.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

BEGIN, END = "<!-- codegen: begin -->", "<!-- codegen: end -->"
MOST = 60_000
"""GitHub takes 65,536 characters."""


def gh(*arguments: str, given: str | None = None) -> str:
    """Return what `gh` prints."""
    return subprocess.run(["gh", *arguments], check=True, stdout=subprocess.PIPE, text=True, input=given).stdout


def pull_requests(state: str) -> list[dict[str, object]]:
    """Return the pull requests from this branch of this repository, the newest first."""
    keys = "number,url,body,headRefOid,mergedAt,isCrossRepository"
    options = ("--head", os.environ["BRANCH"], "--base", os.environ["BASE"], "--state", state, "--json", keys)
    return [one for one in json.loads(gh("pr", "list", *options)) if not one["isCrossRepository"]]


def section() -> str:
    """Return our part of the text; the comparison of both versions will stand at its mark."""
    paths = [path for path in Path(os.environ["INPUTS"]).read_text(encoding="utf-8").split("\0") if path]
    shown = [f"`{' '.join(path.replace('`', chr(39)).split())}`" for path in paths[:20]]
    more = f" and {len(paths) - 20} more" if len(paths) > 20 else ""
    why = (
        f"Changed: {', '.join(shown)}{more}."
        if paths
        else "The descriptions are the same; codegen or its configuration is not."
    )
    report = Path(os.environ["REPORT"]).read_text(encoding="utf-8").strip()
    if len(report) > MOST:
        report = "The report is too long for this place; the log of the run has it."
    return "\n\n".join((BEGIN, why, report, "<!-- codegen: diff -->", END))


def spliced(body: str, ours: str) -> str:
    """Return a text with our part in it; one whose marks a person took out stays as it is."""
    before, begin, rest = body.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{ours}{after}" if begin and end else body


def main() -> int:
    """Open or update the pull request."""
    found = pull_requests("open")
    if found:
        number, url, body = str(found[0]["number"]), str(found[0]["url"]), str(found[0]["body"]).replace("\r\n", "\n")
        new = spliced(body, section())
        if new != body:
            gh("pr", "edit", number, "--body-file", "-", given=new)
    elif any(one["headRefOid"] == os.environ["COMMIT"] and not one["mergedAt"] for one in pull_requests("closed")):
        print("The pull request of this very update was closed; it stays so.")
        return 0
    else:
        options = ("--head", os.environ["BRANCH"], "--base", os.environ["BASE"], "--title", os.environ["TITLE"])
        url = gh("pr", "create", *options, "--body-file", "-", given=section()).strip().splitlines()[-1]
    print(url)
    if output := os.environ.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"pull-request={url}\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (subprocess.CalledProcessError, FileNotFoundError) as fault:
        print(f"codegen update: {fault}", file=sys.stderr)
        sys.exit(1)
