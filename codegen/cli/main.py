"""The command `codegen`: finds the subcommand, runs it, and turns what comes of it into an exit code.

A subcommand's module is imported when it is asked for.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from codegen.cli.exit_codes import DONE, FAILED, INTERRUPTED
from codegen.cli.screen import colour_option, forget
from codegen.diagnostics import CodegenError

COMMANDS: Mapping[str, str] = {
    "init": "Write a configuration for the descriptions of a project.",
    "generate": "Write the types of a description.",
    "check": "Tell whether the committed types are up to date.",
    "inputs": "List the files that packages are made of.",
    "inspect": "Show where types come from, and why they are called so.",
    "names": "List, explain and choose the names of types.",
    "bundle": "Write a description of many files as one.",
    "validate": "Tell whether a JSON document is of a type.",
    "vendor": "Copy generated packages into other trees.",
    "pack": "Build a wheel and an sdist of a package.",
    "explain": "Explain a diagnostic code.",
    "schema": "Print the JSON Schema of the configuration or of a report.",
    "completion": "Print the completion script of a shell.",
}


class _Commands(click.Group):
    """Subcommands by name; importing them all would cost every command the time of each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"codegen.cli.{cmd_name}").command
        _add_colour(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.exceptions.NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _add_colour(command: click.Command) -> None:
    """Give a command, and those below it, the option of all commands, once."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _add_colour(below)
    elif not any("--color" in one.opts for one in command.params):
        command.params.append(colour_option())


def _version(ctx: click.Context, _: click.Parameter, asked: object) -> None:
    if asked and not ctx.resilient_parsing:
        from codegen.cli.version import version
        from codegen.manifest import OUTPUT_REVISION

        click.echo(f"codegen {version()} (output revision {OUTPUT_REVISION})")
        ctx.exit(DONE)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="`codegen COMMAND --help` has examples.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def commands() -> None:
    """OpenAPI in, a Python type package out: TypedDict, Pydantic and dataclass under the same names."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; only a bug in us lets an exception through to the screen."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    forget()
    try:
        return _code(commands.main(arguments, prog_name="codegen", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        return FAILED
    except CodegenError as error:
        from codegen.cli.report import Report

        Report().error(error)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except MemoryError:
        click.echo("Memory ran out; no package was left half written.", err=True)
        return FAILED
    except Exception:  # a bug: all there is to know, and no exit code that means something else
        import traceback

        traceback.print_exc()
        click.echo("This is a bug in codegen; please report it with the lines above.", err=True)
        return FAILED


def _code(result: object) -> int:
    """Return the exit code of a command, which returns one, or nothing when it is done."""
    return result if isinstance(result, int) else DONE
