"""`codegen explain`: what a diagnostic code means and what to do about it."""

import click

from codegen.cli.exit_codes import DONE
from codegen.codes import CODE_UNKNOWN, CODES
from codegen.diagnostics import ConfigErrors, did_you_mean


@click.command("explain", short_help="Explain a diagnostic code.")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain a diagnostic CODE; without one, list them all."""
    if code is None:
        width = max(map(len, CODES))
        for found in CODES.values():
            first = found.explanation.splitlines()[0].partition(". ")[0].removesuffix(".")
            click.echo(f"{found.name:{width}}  {found.severity.value:7}  {first}.")
        return DONE
    name = code.removesuffix("]").rpartition("[")[2]
    if name not in CODES:
        message = f"No diagnostic has the code `{code}`."
        raise ConfigErrors((CODE_UNKNOWN.at(None, message, help=did_you_mean(name, CODES)),))
    found = CODES[name]
    click.echo(f"{found.severity.value}[{found.name}]\n\n{found.explanation}")
    return DONE
