"""`codegen names`: the names of types, why they are so, and how to choose others.

Subcommands are imported when used.
"""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "list": "List the names of types with their places.",
    "explain": "Tell why a type is called so, and where it stands.",
    "set": "Choose the name of a place, in the configuration.",
    "reset": "Give places the names of the rules again.",
    "prune": "Forget names that nothing has any more.",
    "suggest": "List inline schemas that stand at several places, with a name for each.",
}


class _Names(click.Group):
    """The subcommands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"codegen.cli.names_{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    "names",
    cls=_Names,
    short_help="List, explain and choose the names of types.",
    epilog="""\b
Examples:
  codegen names list 'Payment*'
  codegen names explain PaymentMethod
  codegen names set PaymentMethod Method                              by the name it has
  codegen names set '#/components/schemas/Payment/properties/method' Method
  codegen names reset Method --below
""",
)
def command() -> None:
    """List, explain and choose the names of types.

    Names follow from places. The lock (NAME.names.lock, written by `generate`) keeps them; the table `names` of the
    configuration holds those that you choose.
    """
