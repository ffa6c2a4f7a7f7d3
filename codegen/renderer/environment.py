"""The one Jinja environment: templates of the user's folder first, then ours; nothing undefined passes."""

from importlib.resources import files
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined


def environment(overrides: Path | None = None) -> Environment:
    """Return the environment; a file of the overriding folder takes the place of ours with the same name."""
    folders = [folder for folder in (overrides, _templates()) if folder is not None]
    loader: BaseLoader = FileSystemLoader(folders)
    return Environment(  # what is rendered is Python, quoted by pysource
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # what is rendered is Python, quoted by pysource
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _templates() -> Path:
    """Return our templates: inside the package where it is installed, beside it in a checkout."""
    package = Path(str(files("codegen")))
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
