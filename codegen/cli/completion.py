"""`codegen completion`: the script that teaches a shell to complete codegen's commands and options."""

import click

from codegen.cli.exit_codes import DONE


@click.command(
    "completion",
    short_help="Print the completion script of a shell.",
    epilog="""\b
Examples:
  codegen completion bash > ~/.local/share/bash-completion/completions/codegen
  codegen completion zsh > ~/.zfunc/_codegen
  codegen completion fish > ~/.config/fish/completions/codegen.fish
""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the completion script of SHELL."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101  # click has the three
    root = ctx.find_root().command
    click.echo(found(root, {}, "codegen", "_CODEGEN_COMPLETE").source())
    return DONE
