"""`codegen names`: what concerns the names of types as a whole; its commands are modules of their own."""

import click

from codegen.cli.names_suggest import suggest


@click.group(
    "names", short_help="List and choose the names of types.", epilog="`codegen names COMMAND --help` has examples."
)
def command() -> None:
    """List and choose the names of types."""


command.add_command(suggest)
