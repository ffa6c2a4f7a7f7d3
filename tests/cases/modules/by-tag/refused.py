"""A misspelt name, and a module that is private, are errors of the checkers."""

from modules_by_tag import dataclass as dc
from modules_by_tag import pydantic as pyd
from modules_by_tag import typeddict as td

td.Shops
pyd.Pets
dc.Pets
