"""`codegen validate`: whether one JSON document is of a type of the package, and where it is not.

The types are made from the description and the options at hand, not read from disk: it is the description that says
what is valid. They are the dataclasses, with all checks on, as these need nothing but the standard library.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codegen.cli.exit_codes import DONE, FAILED, FINDINGS
from codegen.cli.findings import Judged, OutputFormat, Result
from codegen.cli.loaded import generated
from codegen.cli.name_hints import hint_of
from codegen.cli.package_options import PackageCommand, chosen_packages, inspected_package_options
from codegen.cli.report import Report, counted, echo
from codegen.cli.runs import files_of
from codegen.cli.telling import Telling, telling_options
from codegen.codes import NAME_UNKNOWN, VALUE_INVALID
from codegen.config import PackageConfig
from codegen.diagnostics import CodegenError, ConfigErrors, Diagnostic
from codegen.loader.document import Document
from codegen.loader.load import load_document
from codegen.location import Location, escape
from codegen.options import DataclassOptions, Flavour, Formatter, Validation

if TYPE_CHECKING:
    from codegen.pipeline import Generated, Lowered

_PACKAGE = "_codegen_validated"
"""What the package is called while it is in memory; its own name may be that of a module somebody needs."""


@click.command(
    "validate",
    cls=PackageCommand,
    short_help="Tell whether a JSON document is of a type.",
    epilog="""\b
Examples:
  codegen validate order.json --as Order
  codegen validate order.json --as Order --spec openapi.yaml
  curl -s https://example.com/orders/1 | codegen validate - --as Order --output-format json
Exit codes: 0 valid, 1 not valid, 2 it could not be found out.
""",
)
@click.argument("file", metavar="FILE")
@click.option("--as", "name", required=True, metavar="NAME", help="The type that the document shall be of.")
@telling_options
@inspected_package_options
def command(file: str, name: str, verbose: bool, quiet: bool, **values: object) -> int:
    """Tell whether the document in FILE (or `-` for standard input) is of the type NAME, and where it is not."""
    report, telling = Report(verbose=verbose, quiet=quiet), Telling.of(values)
    try:
        document, warnings = load_document(file)
        packages = chosen_packages(values)
        telling.refuse((Path(document.name), *(path for package in packages for path in files_of(package))))
        faults = _faults(_generated(packages, name), name, document)
    except CodegenError as error:
        judged = Judged(file=file, type=name, valid=None)
        found = tuple(map(report.finding, error.diagnostics))
        _tell(telling, Result(command="validate", code=FAILED, findings=found, document=judged))
        if telling.format is OutputFormat.TEXT:
            raise
        return FAILED
    documents = {document.name: document}
    report.know(documents)
    code = FINDINGS if faults else DONE
    if telling.format is OutputFormat.TEXT:
        report.warnings(warnings, documents)
        report.findings(faults, documents)
        told = f"not valid as {name}, {counted(len(faults), 'fault')}" if faults else f"valid as {name}"
        report.result(f"{document.name}: {told}")
    judged = Judged(file=document.name, type=name, valid=not faults)
    found = tuple(map(report.finding, (*warnings, *faults))) if telling.is_for_programs else ()
    _tell(telling, Result(command="validate", code=code, findings=found, document=judged))
    return code


def _tell(telling: Telling, result: Result) -> None:
    if telling.format is OutputFormat.GITHUB:
        from codegen.cli.annotations import as_annotation

        for one in result.findings:
            echo(as_annotation(one), False)
    telling.finish(result)


def _generated(packages: Sequence[PackageConfig], name: str) -> "Generated":
    """Return the one package that has a type of that name, in memory."""
    found: dict[str, Generated] = {}
    read: list[Lowered] = []
    for package in packages:
        options = replace(
            package.options,
            package=_PACKAGE,
            flavours=(Flavour.DATACLASS,),
            formatter=Formatter.NONE,
            dataclass=DataclassOptions(validate=Validation.FULL),
        )
        made = generated(package, options)
        read.append(made.lowered)
        if name in made.lowered.package.declarations:
            found[package.name] = made
    if not found:
        raise ConfigErrors((NAME_UNKNOWN.at(None, f"No type is called `{name}`.", help=hint_of(name, read)),))
    if len(found) > 1:
        message = f"Several packages have a type `{name}`: {', '.join(found)}."
        raise ConfigErrors((NAME_UNKNOWN.at(None, message, help="Choose one by `--package NAME`."),))
    return next(iter(found.values()))


def _faults(made: "Generated", name: str, document: Document) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a document, fault by fault in its order."""
    from codegen.cli.imported import imported

    with imported(made.tree, _PACKAGE, Flavour.DATACLASS.value) as flavour:
        try:
            flavour.from_json(getattr(flavour, name), document.tree)
        except flavour.LoadError as error:
            return tuple(_diagnostic(fault.path, str(fault), fault.message, document) for fault in error.faults)
    return ()


def _diagnostic(path: Sequence[str | int], said: str, what: str, document: Document) -> Diagnostic:
    """Return a fault as it is told: its path, if it is not the whole document, and what is wrong there."""
    pointer = "".join(f"/{escape(str(step))}" for step in path)
    where = said.removesuffix(f": {what}")
    message = f"`{where}`: {what}." if path else f"{what[0].upper()}{what[1:]}."
    return VALUE_INVALID.at(Location(document.name, pointer), message, position=None if path else (1, 1))
