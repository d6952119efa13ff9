"""Texts taken out of a PDF's page: the operators that show them are deleted, all else stays as it is drawn.

`Line.places` count what shows text the way pdfium does (see `pdfium.objects`): the n-th object of text is the n-th
operator among `Tj TJ ' "` that shows at least one code, in the order in which a viewer runs the page, going into each
form XObject where `Do` calls it.  Shapes are counted alike.  After taking out, the page is read again: if anything that
was to stay has moved or gone, all text of the page is taken out and set anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

DEEPEST = 28
"""How deep forms within forms are followed, as in `pdfium`."""

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
FIRST_CLIP = 4
"""The text rendering modes from this one on make letters cut out what is painted after them."""

PAINTING = frozenset({"f", "F", "f*", "S", "s", "B", "B*", "b", "b*"})
MOVING = frozenset({"Td", "TD", "Tm", "T*", "BT", "ET", "Do"})
MARKING = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})


@dataclass(slots=True)
class Walk:
    """What is to be taken out of a page, and how far the walk through it has come.

    `advances` says for some objects of text how far, in thousandths of their size, the next one stands behind where
    this one begins: what follows on the same line must not move.  `is_text_only` takes out all that is no text.
    """

    texts: Callable[[int], bool]
    shapes: Callable[[int], bool]
    advances: Mapping[int, float] = field(default_factory=dict)
    is_text_only: bool = False
    text: int = 0
    shape: int = 0


def stripped(pdf: pikepdf.Pdf, page: pikepdf.Page, walk: Walk) -> pikepdf.Stream:
    """Return a page's content without what `walk` takes out, as a form XObject's stream with its own resources.

    The page itself and forms that others share stay as they are.
    """
    import pikepdf

    resources = page.obj.get("/Resources", None) or inherited(page.obj, "/Resources") or pikepdf.Dictionary()
    instructions, kept = _container(pdf, pikepdf.parse_content_stream(page), resources, walk, 0)
    form = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    form["/Resources"] = kept
    return form


def wordless(pdf: pikepdf.Pdf, form: Any) -> pikepdf.Stream:
    """Return a form without any text."""
    import pikepdf

    return _copy(pdf, form, pikepdf.Dictionary(), Walk(lambda _text: True, lambda _shape: False), 0)


def inherited(node: Any, key: str) -> Any:
    """Return an attribute that a page has or inherits, or None."""
    for _step in range(64):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return None


def _container(
    pdf: pikepdf.Pdf, content: Sequence[Any], resources: Any, walk: Walk, depth: int
) -> tuple[list[Any], Any]:
    """Return the instructions of a page or form without what is taken out, and its resources without what went."""
    kept: list[Any] = []
    forms: dict[str, Any] = {}
    layers: list[bool] = []
    clip = _Clip()
    is_moved = False
    items = list(content)
    for number, item in enumerate(items):
        operator = str(item.operator)
        if operator in SHOWING:
            made, is_gone, is_moved = _text(item, operator, walk, is_moved=is_moved)
            clip.shown(is_gone=is_gone)
            kept += made
        elif operator in PAINTING:
            kept.append(_shape(items, number, item, walk))
        elif operator == "Do":
            kept += _called(pdf, item, resources, walk, depth, forms)
        elif operator in MARKING:
            kept += _marked(item, operator, layers)
        elif not (walk.is_text_only and operator in ("sh", "INLINE IMAGE")):
            kept.append(item)
            kept += clip.after(item, operator)
            is_moved = is_moved and operator not in MOVING
    kept = _with_needed_faces(_without_idle_moves(_balanced(kept)))
    return kept, _needed(kept, resources, forms)


class _Clip:
    """Follows letters that cut out what is painted after them: where all of them went, nothing is to be painted."""

    def __init__(self) -> None:
        self.modes = [0]
        self.left = self.gone = 0

    def shown(self, *, is_gone: bool) -> None:
        """Take note of text."""
        if self.modes[-1] >= FIRST_CLIP:
            self.gone += is_gone
            self.left += not is_gone

    def after(self, item: Any, operator: str) -> list[Any]:
        """Return what has to follow an operator."""
        if operator == "q":
            self.modes.append(self.modes[-1])
        elif operator == "Q" and len(self.modes) > 1:
            self.modes.pop()
        elif operator == "Tr" and item.operands:
            self.modes[-1] = int(item.operands[0])
        elif operator == "ET":
            is_empty = self.gone and not self.left
            self.gone = self.left = 0
            if is_empty:
                return [_instruction([0, 0, 0, 0], "re"), _instruction([], "W"), _instruction([], "n")]
        return []


def _text(item: Any, operator: str, walk: Walk, *, is_moved: bool) -> tuple[list[Any], bool, bool]:
    """Return what stays of an operator that shows text, whether its text is gone, and whether what follows is moved.

    `is_moved`: what went before it has left a move to where this text begins, with the moves before its first letter.
    """
    import pikepdf

    if not is_shown(item, operator):
        return ([] if is_moved else [item]), False, is_moved
    number, walk.text = walk.text, walk.text + 1
    if walk.texts(number):
        advance = walk.advances.get(number, 0.0)
        return _without(item, operator, advance), True, True
    if is_moved and operator == "TJ":
        parts = list(item.operands[0])
        first = next(at for at, part in enumerate(parts) if isinstance(part, pikepdf.String) and bytes(part))
        return [_instruction([pikepdf.Array(parts[first:])], "TJ")], False, False
    return [item], False, False


def is_shown(item: Any, operator: str) -> bool:
    """Say whether an operator that shows text has at least one code to show."""
    import pikepdf

    if operator == "TJ":
        parts = item.operands[0] if item.operands else ()
        return any(isinstance(part, pikepdf.String) and len(bytes(part)) > 0 for part in parts)
    return bool(item.operands) and len(bytes(item.operands[-1])) > 0


def _without(item: Any, operator: str, advance: float) -> list[Any]:
    """Return what stands for an operator whose text is taken out: its effects on what comes after it."""
    import pikepdf

    made: list[Any] = []
    if operator == '"' and len(item.operands) == 3:
        made.append(_instruction([item.operands[0]], "Tw"))
        made.append(_instruction([item.operands[1]], "Tc"))
    if operator in ("'", '"'):
        made.append(_instruction([], "T*"))
    if advance:
        made.append(_instruction([pikepdf.Array([round(-advance, 3)])], "TJ"))
    return made


def _instruction(operands: list[Any], operator: str) -> Any:
    import pikepdf

    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))


def _shape(items: Sequence[Any], at: int, item: Any, walk: Walk) -> Any:
    if not _is_drawn(items, at):
        return item
    number, walk.shape = walk.shape, walk.shape + 1
    return _instruction([], "n") if walk.is_text_only or walk.shapes(number) else item


def _is_drawn(items: Sequence[Any], at: int) -> bool:
    """Say whether pdfium makes an object of a painted path: it leaves out those of fewer than two points."""
    points = 0
    for number in range(at - 1, -1, -1):
        operator = str(items[number].operator)
        if operator in ("l", "c", "v", "y", "re"):
            return True
        if operator == "h" or operator in ("W", "W*"):
            continue
        if operator != "m":
            break
        points += 1
    return False


def _called(pdf: pikepdf.Pdf, item: Any, resources: Any, walk: Walk, depth: int, forms: dict[str, Any]) -> list[Any]:
    """Return the call of a form, of a copy of it without what is taken out there."""
    import pikepdf

    called = resources.get("/XObject", pikepdf.Dictionary())
    form = called.get(str(item.operands[0])) if item.operands else None
    if form is None or form.get("/Subtype") != "/Form":
        return [] if walk.is_text_only else [item]
    if depth >= DEEPEST:
        return []
    before = walk.text
    copy = _copy(pdf, form, resources, walk, depth + 1)
    if walk.is_text_only and walk.text == before:
        return []
    fresh = next(name for number in itertools.count() if (name := f"/Form{number}") not in forms and name not in called)
    forms[fresh] = copy
    return [_instruction([pikepdf.Name(fresh)], "Do")]


def _copy(pdf: pikepdf.Pdf, form: Any, resources: Any, walk: Walk, depth: int) -> pikepdf.Stream:
    import pikepdf

    own = form.get("/Resources", None) or resources
    instructions, kept = _container(pdf, pikepdf.parse_content_stream(form), own, walk, depth)
    copy = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    for key, value in form.stream_dict.items():
        if key in ("/BBox", "/Matrix", "/Group", "/OC", "/FormType"):
            copy[key] = value
    copy.Type, copy.Subtype, copy.Resources = pikepdf.Name.XObject, pikepdf.Name.Form, kept
    return copy


def _marked(item: Any, operator: str, layers: list[bool]) -> list[Any]:
    """Keep only the marks of optional content: all else tells of a structure that is made anew."""
    if operator == "EMC":
        return [item] if layers and layers.pop() else []
    if operator in ("BMC", "BDC"):
        layers.append(operator == "BDC" and bool(item.operands) and str(item.operands[0]) == "/OC")
        return [item] if layers[-1] else []
    return []


def _balanced(kept: Sequence[Any]) -> list[Any]:
    """Leave out what restores more than was saved, and restore what was not: a form must not reach out of itself."""
    found: list[Any] = []
    depth = 0
    for item in kept:
        operator = str(item.operator)
        if operator == "Q" and not depth:
            continue
        depth += (operator == "q") - (operator == "Q")
        found.append(item)
    return found + [_instruction([], "Q") for _level in range(depth)]


def _without_idle_moves(kept: Sequence[Any]) -> list[Any]:
    """Leave out moves along a line that no text follows."""
    found = []
    is_followed = False
    for item in reversed(kept):
        operator = str(item.operator)
        if operator == "TJ" and not is_shown(item, operator) and not is_followed:
            continue
        if operator in ("Tj", "TJ"):
            is_followed = True
        elif operator in MOVING or operator in ("'", '"'):
            is_followed = False
        found.append(item)
    return found[::-1]


def _with_needed_faces(kept: Sequence[Any]) -> list[Any]:
    """Leave out the choices of a face in which nothing is set any longer."""
    used = [False] * len(kept)
    chosen: list[int | None] = [None]
    for number, item in enumerate(kept):
        operator = str(item.operator)
        if operator == "q":
            chosen.append(chosen[-1])
        elif operator == "Q" and len(chosen) > 1:
            chosen.pop()
        elif operator == "Tf":
            chosen[-1] = number
        elif operator in SHOWING and (place := chosen[-1]) is not None:
            used[place] = True
    return [item for number, item in enumerate(kept) if used[number] or str(item.operator) != "Tf"]


def _needed(kept: Sequence[Any], resources: Any, forms: dict[str, Any]) -> Any:
    """Return resources without the faces, pictures and forms that nothing calls for any longer."""
    import pikepdf

    used = {kind: {str(item.operands[0]) for item in kept if str(item.operator) == kind} for kind in ("Do", "Tf")}
    found = pikepdf.Dictionary()
    for key, value in resources.items():
        if key in ("/XObject", "/Font"):
            names = used["Do" if key == "/XObject" else "Tf"]
            found[key] = pikepdf.Dictionary({name: part for name, part in value.items() if name in names})
        elif key != "/ProcSet":
            found[key] = value
    if forms:
        found["/XObject"] = pikepdf.Dictionary({**dict(found.get("/XObject", pikepdf.Dictionary()).items()), **forms})
    return found
