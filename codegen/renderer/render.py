"""Views in, a `FileTree` out: each view by the template it names, the declarations of a module one by one.

The template of a declaration defines a macro `text`, that of a file is the file.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, cast

from jinja2 import Environment, Template

from codegen.file_tree import FileTree
from codegen.flavours.views import DeclarationView, FileView, ModuleView
from codegen.renderer.environment import environment


def render(views: Mapping[str, FileView], templates: Path | None = None) -> FileTree:
    """Return the text of each file; `templates` is a folder whose files take the place of ours."""
    rendering = _Rendering(environment(templates))
    files = {path: rendering.file(view) for path, view in views.items()}
    return FileTree.of({**files, "py.typed": ""})


class Macro(Protocol):
    """What the template of a declaration defines."""

    def text(self, view: DeclarationView, /) -> str:
        """Return the declaration's source."""


class _Rendering:
    def __init__(self, found: Environment) -> None:
        self._environment = found
        self._templates: dict[str, Template] = {}
        self._macros: dict[str, Callable[[DeclarationView], str]] = {}

    def file(self, view: FileView) -> str:
        template = self._template(view.template)
        if not isinstance(view, ModuleView):
            return template.render(view=view, header=view.header)
        declarations = [self._macro(one.template)(one) for one in view.declarations]
        return template.render(view=view, declarations=declarations)

    def _macro(self, name: str) -> Callable[[DeclarationView], str]:
        """Return the macro `text` of a template: a call costs a tenth of rendering a template."""
        found = self._macros.get(name)
        if found is None:
            found = self._macros[name] = cast("Macro", self._template(name).make_module()).text
        return found

    def _template(self, name: str) -> Template:
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
        return found
