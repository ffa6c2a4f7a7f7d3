"""Paths and status codes: what is odd about them, and whether the parameters of a path are those it has.

In: the key of a path or a response, and the parameters that apply. Out: what there is to say (OpenAPI 3.1.1 sections
4.8.8.2, 4.8.12.1 and 4.8.16.2). The types of parameters are those that are described, whatever the path says.
"""

import re
from collections.abc import Iterable, Iterator

from codegen import codes
from codegen.diagnostics import Diagnostic, did_you_mean
from codegen.location import Location
from codegen.normalizer.json_types import describe
from codegen.normalizer.spec import Parameter

_NAME = re.compile(r"\{([^{}]*)\}")
_STATUS = re.compile(r"[1-5](?:[0-9]{2}|XX)", re.ASCII)


def odd_path(path: str, at: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of a path itself."""
    rest = _NAME.sub("", path)
    if not path.startswith("/"):
        yield codes.PATH_INVALID.at(at, f"The path {describe(path)} does not begin with `/`.")
    if "{" in rest or "}" in rest:
        yield codes.PATH_INVALID.at(at, f"The braces of the path {describe(path)} are not balanced.")
    if "?" in rest or "#" in rest:
        help = "Describe what follows as parameters with `in: query`."
        yield codes.PATH_INVALID.at(at, f"The path {describe(path)} goes on behind the end of a path.", help=help)


class TwinPaths:
    """Paths that differ by nothing but the names of their parameters, so that no request tells them apart."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def twins(self, path: str, at: Location) -> Iterator[Diagnostic]:
        """Yield what there is to say of a path that was there before."""
        first = self._known.setdefault(_NAME.sub("{}", path), path)
        if first != path:
            message = f"The path {describe(path)} is {describe(first)} with other names of parameters."
            yield codes.PATH_INVALID.at(at, message, help="Put their operations below one path.")


def path_parameters(path: str, parameters: Iterable[Parameter], at: Location) -> Iterator[Diagnostic]:
    """Yield what there is to say of parameters that a path has, or that are said to be in it."""
    wanted = list(dict.fromkeys(_NAME.findall(path)))
    described = {one.name: one for one in parameters if one.place == "path"}
    spare = [name for name in described if name not in wanted]
    for name in wanted:
        if name and name not in described:
            message = f"The path has `{{{name}}}`, and no parameter describes it; the types of parameters lack it."
            help = did_you_mean(name, spare) or _describe_it(name)
            yield codes.PATH_PARAMETER_UNDECLARED.at(at, message, help=help)
    for name in spare:
        message = f"The parameter `{name}` is said to be in the path, which has no `{{{name}}}`."
        meant = did_you_mean(name, [one for one in wanted if one not in described])
        yield codes.PATH_PARAMETER_UNUSED.at(described[name].location, message, help=meant)


def _describe_it(name: str) -> str:
    return f"Write a parameter `{{name: {name}, in: path, required: true, schema: {{type: string}}}}`."


def status_of(status: str, at: Location) -> tuple[str, Diagnostic | None]:
    """Return the status that the key of a response means, and what there is to say of the key."""
    if status == "default" or _STATUS.fullmatch(status):
        return status, None
    meant = "default" if status.strip().lower() == "default" else status.strip().upper()
    if meant == "default" or _STATUS.fullmatch(meant):
        message = f"The status {describe(status)} is read as `{meant}`."
        return meant, codes.STATUS_INVALID.at(at, message, help=f"Write `{meant}`.")
    message = f"{describe(status)} is no status of HTTP; the response is kept under it."
    return status, codes.STATUS_INVALID.at(at, message, help="Write a number such as `200`, `2XX`, or `default`.")
