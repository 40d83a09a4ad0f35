"""Groups of options, each declared once: a command names the groups it takes as parameters.

A group is a frozen dataclass whose fields are annotated with what `cli.options` declares.
`parameters` gives every parameter of a command in order, `bind_command` the call of a command with
the values of its parameters, `typer_function` a function that Typer understands.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from khtgdv.cli.arguments.declarations import STANDARD_OUTPUT, Declaration
from khtgdv.frozen import MISSING, annotations_of, dataclass, fields, is_frozen
from khtgdv.source.find import path_on_disk
from khtgdv.text import may_be_pasted, nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any


@dataclass(frozen=True)
class Parameter:
    """One parameter: the title of its group, its type, its form, its default or MISSING."""

    group: str
    name: str
    type_hint: Any
    declaration: Declaration
    default: Any

    @property
    def is_path(self) -> bool:
        """Tell whether it is a path, or several."""
        return self.type_hint in _TYPED

    @property
    def is_list(self) -> bool:
        """Tell whether it takes several values."""
        return getattr(self.type_hint, "__origin__", None) is list


_TYPED: dict[Any, Any] = {Path: str, list[Path]: list[str], Path | None: str | None}


def with_bare_values(known_parameters: Sequence[Parameter], words: list[str]) -> list[str]:
    """Return the words of a line, with a value behind each option that stands without one."""
    declarations = [parameter.declaration for parameter in known_parameters]
    bare = {name: d.bare for d in declarations if d.bare for name in d.names}
    if not bare:
        return words
    whole: list[str] = []
    for word, following in zip(words, [*words[1:], "-"], strict=False):
        whole += [word, bare[word]] if word in bare and following.startswith("-") else [word]
    return whole


@cache
def parameters(command: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Return the parameters of a command, those of its groups in their place."""
    return tuple(_each_parameter(command))


def _each_parameter(command: Callable[..., Any]) -> Iterator[Parameter]:
    defaults = command.__kwdefaults__ or {}
    for name, hint in _hints(command).items():
        if is_frozen(hint):
            group: Any = hint
            field_hints = _values(annotations_of(hint), hint)
            for field in fields(hint):
                yield _parameter(group.title, field.name, field_hints[field.name], _default(field))
        else:
            yield _parameter("", name, hint, defaults.get(name, MISSING))


@cache
def _hints(command: Callable[..., Any]) -> Mapping[str, Any]:
    hints = {**command.__annotations__}
    del hints["return"]
    return _values(hints, command)


def _values(hints: Mapping[str, Any], owner: Any) -> dict[str, Any]:
    """Return annotations as values: those that are texts are read where their owner is defined."""
    names = vars(sys.modules[owner.__module__])
    return {
        name: eval(hint, names) if isinstance(hint, str) else hint  # noqa: S307 - our own source
        for name, hint in hints.items()
    }


def _parameter(group: str, name: str, type_hint: Any, default: Any) -> Parameter:
    return Parameter(group, name, type_hint.__origin__, type_hint.__metadata__[0], default)


def _default(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def bind_command(command: Callable[..., Any], values: dict[str, Any]) -> Callable[[], Any]:
    """Return the call of a command: its groups are made from the values of their fields.

    Words are composed (NFC), as files are when they are read, and freed from what is pasted along
    with them; a path is what the disk calls it.
    """
    known = {parameter.name: parameter for parameter in parameters(command)}
    values = {name: _plain(value, known[name]) for name, value in values.items()}
    arguments: dict[str, Any] = {}
    for name, hint in _hints(command).items():
        if is_frozen(hint):
            group: Any = hint
            arguments[name] = group(**{field.name: values[field.name] for field in fields(group)})
        else:
            arguments[name] = values[name]
    return lambda: command(**arguments)


def _plain(value: Any, parameter: Parameter) -> Any:
    if isinstance(value, list):
        return [_plain(item, parameter) for item in value]
    if not isinstance(value, str):
        return value
    if parameter.is_path:
        return _path(value)
    return nfc(_cleaned(value, parameter.declaration) if may_be_pasted(value) else value)


def _path(text: str) -> Path:
    """Return the path that was typed: as the disk spells it, or with all slashes of an address."""
    if ":/" in text:
        from khtgdv.spark.addresses import address

        if found := address(text):
            return found
    path = Path(text)
    if path == STANDARD_OUTPUT and text != str(path):
        return path.absolute()  # what was typed is a file of that name
    return path_on_disk(path)


def _cleaned(text: str, declaration: Declaration) -> str:
    """Return what was typed without what an office program put in; that is said."""
    from khtgdv.cli.system.output import say
    from khtgdv.pasted import clean_pasted

    if len(text) == 1:
        return text
    clean_text, found = clean_pasted(text, keep_lines=declaration.keep_lines)
    if found:
        name = declaration.names[0] if declaration.names else declaration.metavar
        say(f"{name}: chữ dán vào đã được làm sạch ({found})")
    return clean_text


def typer_function(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that takes every parameter of the command, as Typer declares them."""
    import inspect
    from typing import Annotated

    def run(**values: Any) -> Any:
        return bind_command(command, values)()

    signature_parameters = [
        inspect.Parameter(
            parameter.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if parameter.default is MISSING else parameter.default,
            annotation=Annotated[
                _TYPED.get(parameter.type_hint, parameter.type_hint), _typer_declaration(parameter)
            ],
        )
        for parameter in parameters(command)
    ]
    run.__signature__ = inspect.Signature(signature_parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {
        parameter.name: parameter.annotation for parameter in signature_parameters
    }
    run.__name__ = command.__name__
    return run


def _typer_declaration(parameter: Parameter) -> Any:
    """Return a declaration in Typer's form: no English default is shown."""
    import typer

    declaration = parameter.declaration
    typer_class: Any = typer.Option if declaration.names else typer.Argument
    extra_arguments: dict[str, Any] = {"show_default": False} if declaration.names else {}
    return typer_class(
        *declaration.names,
        metavar=declaration.metavar,
        help=declaration.text,
        rich_help_panel=parameter.group or None,
        **extra_arguments,
    )
