"""`codegen schema`: the JSON Schemas of what people write and programs read, for editors and tests."""

import json

import click

from codegen.cli.exit_codes import DONE

SCHEMAS = {"config": "codegen.schema.json", "pyproject": "pyproject.schema.json", "report": "report.schema.json"}
"""What there is a schema of, and the file in which it is published."""


@click.command(
    "schema",
    short_help="Print the JSON Schema of the configuration or of a report.",
    epilog="""\b
Examples:
  codegen schema config > codegen.schema.json
  codegen schema report                       what `--output-format json` gives
""",
)
@click.argument("what", type=click.Choice(list(SCHEMAS)))
def command(what: str) -> int:
    """Print the JSON Schema of codegen.toml and `[tool.codegen]` (config), of pyproject.toml, or of JSON reports."""
    click.echo(text_of(what), nl=False)
    return DONE


def text_of(what: str) -> str:
    """Return the text of a schema."""
    from codegen.cli.report_schema import report_schema
    from codegen.config_schema import config_schema, pyproject_schema

    made = {"config": config_schema, "pyproject": pyproject_schema, "report": report_schema}
    return json.dumps(made[what](), indent=2, ensure_ascii=False) + "\n"
