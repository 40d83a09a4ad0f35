"""The docstrings under the attributes of the model: what editors and the manual say of a key."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

from khtgdv.fields import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


def attribute_docstrings(model_class: type) -> dict[str, str]:
    """Return what the docstring under each attribute of a class says, inherited ones included.

    pydantic could (`use_attribute_docstrings`), but would read the source at every start.
    """
    docstrings: dict[str, str] = {}
    for base in reversed(model_class.__mro__[:-1]):
        docstrings |= _class_docstrings(sys.modules[base.__module__])[base.__name__]
    return docstrings


@cache
def _class_docstrings(module: ModuleType) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(module))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_documented_attributes(node)) for node in classes}


def _documented_attributes(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a class, as files write them, with the docstrings under them."""
    for attribute, next_node in pairwise(node.body):
        if isinstance(attribute, ast.AnnAssign) and isinstance(attribute.target, ast.Name):
            text = getattr(getattr(next_node, "value", None), "value", None)
            if isinstance(next_node, ast.Expr) and isinstance(text, str):
                yield key_of(attribute.target.id), inspect.cleandoc(text)
