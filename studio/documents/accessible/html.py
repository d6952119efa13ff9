"""The accessible edition as one page of the web: nothing is fetched, nothing runs, and it reads well at any size."""

from __future__ import annotations

import base64
import html

from studio.documents.accessible import characters, links
from studio.documents.accessible.parts import (
    Content,
    Figure,
    Heading,
    Item,
    Listing,
    Paragraph,
    Part,
    Run,
    Table,
    TableCell,
    Words,
)

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #ffffff; --link: #0b4f9e; --line: #767676; --head: #f0f0f0 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ededed; --paper: #161616; --link: #9cc7ff; --line: #8c8c8c; --head: #2a2a2a }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: break-word }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 0.5em; text-wrap: balance }
h1 { font-size: 1.9rem; margin-top: 0.5em } h2 { font-size: 1.5rem } h3 { font-size: 1.25rem }
h4, h5, h6 { font-size: 1.125rem }
p, ul, ol, table, figure { margin: 0 0 1em } li { margin: 0.3em 0 } li > p { margin: 0 }
a { color: var(--link) } a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
figure { break-inside: avoid } img { max-width: 100%; height: auto } figcaption, caption { text-align: start }
table { border-collapse: collapse } caption { font-weight: bold; padding-bottom: 0.4em }
th, td { border: 1px solid var(--line); padding: 0.35em 0.6em; text-align: start; vertical-align: top }
th { background: var(--head) }
@media print { main { max-width: none } a { color: inherit } }
"""
_FROM_THE_RIGHT = {"ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"}
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_PAGE = """<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Souffleur">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def dumps(content: Content) -> str:
    """Return the whole file."""
    direction = ' dir="rtl"' if content.language.partition("-")[0] in _FROM_THE_RIGHT else ""
    body = "\n".join(_part(part) for part in content.parts)
    language = _text(content.language or "und")
    return _PAGE.format(
        language=language, direction=direction, policy=_POLICY, title=_text(content.title), style=_STYLE, body=body
    )


def _part(part: Part) -> str:
    match part:
        case Heading():
            return f"<h{min(part.level, 6)}{_lang(part.words)}>{_words(part.words)}</h{min(part.level, 6)}>"
        case Paragraph():
            return f"<p{_lang(part.words)}>{_words(part.words)}</p>"
        case Listing():
            return _listing(part)
        case Table():
            return _table(part)
        case Figure():
            return _figure(part)


def _listing(listing: Listing) -> str:
    name = "ol" if listing.is_numbered else "ul"
    return f"<{name}>\n" + "".join(_item(item) for item in listing.items) + f"</{name}>"


def _item(item: Item) -> str:
    number = f' value="{item.number}"' if item.number else ""
    below = "\n" + _listing(item.below) + "\n" if item.below else ""
    return f"<li{number}{_lang(item.words)}>{_words(item.words)}{below}</li>\n"


def _table(table: Table) -> str:
    caption = f"<caption{_lang(table.caption)}>{_words(table.caption)}</caption>\n" if table.caption else ""
    rows = [_row(row, number < table.heads) for number, row in enumerate(table.rows)]
    head = f"<thead>\n{''.join(rows[: table.heads])}</thead>\n" if table.heads else ""
    return f"<table>\n{caption}{head}<tbody>\n{''.join(rows[table.heads :])}</tbody>\n</table>"


def _row(row: tuple[TableCell, ...], is_head: bool) -> str:
    return "<tr>" + "".join(_cell(cell, is_head) for cell in row) + "</tr>\n"


def _cell(cell: TableCell, is_head: bool) -> str:
    place = cell.cell
    name = "th" if place.is_header and (cell.words or is_head) else "td"
    scope = f' scope="{"col" if is_head else "row"}"' if name == "th" else ""
    spans = (f' rowspan="{place.rows}"' if place.rows > 1 else "") + (
        f' colspan="{place.columns}"' if place.columns > 1 else ""
    )
    if len(cell.words) == 1:
        return f"<{name}{scope}{spans}{_lang(cell.words[0])}>{_words(cell.words[0])}</{name}>"
    said = "".join(f"<p{_lang(words)}>{_words(words)}</p>" for words in cell.words)
    return f"<{name}{scope}{spans}>{said}</{name}>"


def _figure(figure: Figure) -> str:
    caption = f"<figcaption{_lang(figure.caption)}>{_words(figure.caption)}</figcaption>" if figure.caption else ""
    if not figure.picture:
        shown = f"<p{_lang(figure.words)}>[{_text(figure.words.text)}]</p>"
    else:
        kind = "jpeg" if figure.picture.startswith(b"\xff\xd8") else "png"
        source = f"data:image/{kind};base64,{base64.b64encode(figure.picture).decode()}"
        size = f' width="{round(figure.width * 4 / 3)}"' if figure.width else ""  # a point is 4/3 of CSS's pixels
        shown = f'<img{_lang(figure.words)} alt="{_text(figure.words.text)}"{size} src="{source}">'
    return f"<figure>{shown}{caption}</figure>"


def _words(words: Words) -> str:
    return "".join(_run(run) for run in words.runs())


def _run(run: Run) -> str:
    text = _text(run.text).replace("\n", "<br>\n")
    for is_set, name in (
        (run.is_raised, "sup"),
        (run.is_lowered, "sub"),
        (run.is_italic, "em"),
        (run.is_bold, "strong"),
    ):
        text = f"<{name}>{text}</{name}>" if is_set else text
    target = links.safe(run.link)
    return f'<a href="{_text(target)}">{text}</a>' if target else text


def _lang(words: Words) -> str:
    return f' lang="{_text(words.language)}"' if words.language else ""


def _text(text: str) -> str:
    return html.escape(characters.printable(text))
