"""Word by an office's own file: its styles and letterhead, our words in the places it names.

The places are filled by docxtpl. A template names places, repeats and leaves out parts of itself,
and can do nothing else: whatever more Jinja would run is refused before it runs, and the sandbox is
on besides. Words that are filled in are words, whatever they look like.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import partial
from html import unescape

from khtgdv.errors import KhtgdvError
from khtgdv.render.docx_file import normalize_zip_times
from khtgdv.render.template.places import BLOCKS, NAMES, context
from khtgdv.text import closest_match, escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from khtgdv.document.document import Document
    from khtgdv.render.formats import RenderOptions

_DEEPEST_LOOP = 2
_LOOP_WORDS = ("index", "first", "last", "length")
_RESERVED = ("self", "super", "caller", "varargs", "kwargs")  # that mean something to Jinja
_FILTERS = frozenset({"upper", "lower", "length"})
_HINT = "Các chỗ có thể điền: xem trang “In ấn và gửi đi”, mục “Mẫu Word của cơ quan”."
_PARSED_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_MAX_PROPERTY = 255  # letters


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document in the template of the options; KhtgdvError where that does not go."""
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2.exceptions import TemplateError

    if len(document.leaves) != 1:
        message = "Mẫu Word dùng cho một văn bản, ở đây có nhiều văn bản."
        raise KhtgdvError(message, "chọn một đơn vị, hoặc ghi vào thư mục: --output THƯ-MỤC/")
    data = options.template or b""
    template, environment = DocxTemplate(io.BytesIO(data)), _environment()
    template.render_properties = partial(_fill_properties, template)
    try:
        used = _names_used(data, environment)
        _refuse_unknown(used)
        template.render(context(document.leaves[0], options), environment)
        out = io.BytesIO()
        template.save(out)
    except TemplateError as error:
        raise _refusal("có chỗ viết sai; xem lại các dấu {{ }}, {% %}") from error
    except (
        PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError
    ) as error:  # fmt: skip
        raise KhtgdvError(
            "Mẫu không phải một tệp Word đọc được.", "mở bằng Word rồi lưu lại dạng .docx"
        ) from error
    if missing := sorted(BLOCKS - used):
        options.tell(f"Mẫu không có chỗ: {', '.join(missing)}; phần ấy không có trong văn bản")
    return normalize_zip_times(out.getvalue())


def _fill_properties(template: Any, places: Mapping[str, Any], environment: Any) -> None:
    """Fill the places in the properties of the file: these are no XML, and shorter than a page."""
    properties = template.core_properties
    for name in _PROPERTIES:
        if "{" in (text := getattr(properties, name)):
            filled = unescape(environment.from_string(text).render(places))
            setattr(properties, name, filled[:_MAX_PROPERTY])


def _refusal(reason: str) -> KhtgdvError:
    return KhtgdvError(escape_unsafe(f"Mẫu Word {reason}."), _HINT)


def _names_used(data: bytes, environment: Any) -> frozenset[str]:
    """Return the places that a template names, wherever in it they stand."""
    from docxtpl import DocxTemplate
    from jinja2 import meta

    patch = DocxTemplate(io.BytesIO(data)).patch_xml
    names: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for member in package.namelist():
            if _PARSED_PARTS.fullmatch(member):
                tree = environment.parse(patch(package.read(member).decode("utf-8")))
                names |= meta.find_undeclared_variables(tree)
    return frozenset(names)


def _refuse_unknown(used: frozenset[str]) -> None:
    if unknown := sorted(used - NAMES):
        near = closest_match(unknown[0], sorted(NAMES))
        hint = f"có phải {{{{ {near} }}}}? {_HINT}" if near else _HINT
        raise KhtgdvError(_refusal(_unknown_words(unknown)).message, hint)


def _unknown_words(names: Iterable[object]) -> str:
    places = ", ".join(f"{{{{ {name} }}}}" for name in names)
    return f"có chỗ không biết điền gì: {places}"


def _environment() -> Any:
    """Return Jinja with all that a template may use, and nothing more."""
    from jinja2 import StrictUndefined, nodes
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """A sandbox in which nothing can be called, computed or set."""

        def _parse(self, *arguments: Any) -> nodes.Template:
            tree = super()._parse(*arguments)
            _check(tree, 0)
            return tree

        def getattr(self, obj: Any, attribute: str) -> Any:
            return self.getitem(obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(obj, LoopContext) and argument in _LOOP_WORDS:
                return getattr(obj, argument)
            known = range(len(obj)) if isinstance(obj, list) else obj
            if isinstance(obj, list | Mapping) and argument in known:
                return obj[argument]
            raise _refusal(_unknown_words([argument]))

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    return environment


def _check(node: Any, depth: int) -> None:
    """Refuse what is neither a place nor a loop or a choice, whatever stands inside it."""
    from jinja2 import nodes

    allowed = (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem,
        nodes.Const, nodes.For, nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
        nodes.Not, nodes.Filter,
    )  # fmt: skip
    is_loop = isinstance(node, nodes.For)
    refused = (
        isinstance(node, nodes.Filter) and node.name not in _FILTERS,
        isinstance(node, nodes.Name) and node.name in _RESERVED,
        isinstance(node, nodes.For) and node.recursive,
    )
    if not isinstance(node, allowed) or any(refused):
        raise _refusal("chỉ được điền chỗ ({{ }}), lặp (for) và chọn (if)")
    if depth + is_loop > _DEEPEST_LOOP:
        raise _refusal("có quá nhiều vòng lặp lồng nhau")
    for child in node.iter_child_nodes():
        _check(child, depth + is_loop)
