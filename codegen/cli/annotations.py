"""`--output-format github`: findings as GitHub's workflow commands, which it shows beside their lines."""

from codegen.cli.checkout import place_of
from codegen.cli.findings import Finding
from codegen.diagnostics import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_annotation(found: Finding) -> str:
    """Return the workflow command of a finding."""
    properties = {
        "file": None if found.file is None else place_of(found.file).path,
        "line": found.line,
        "col": found.column,
        "title": found.id,
    }
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    message = found.message if found.help is None else f"{found.message}\n{found.help}"
    return f"::{_COMMANDS[found.severity]} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
