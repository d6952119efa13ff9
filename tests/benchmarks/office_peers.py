"""The same programme as DOCX, PPTX, ODT and HTML, translated by us and by argos-translate-files with the same package.

    python tests/benchmarks/office_peers.py [--runs 5]

Each sentence is torn into runs of seven letters, as office programs tear them; names are bold, two words are a link.
Fragments are what the engine was asked for; what is left is a source sentence that still stands in the file.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import measure
from flyer_peers import ONCE, PEER
from measure import ROOT, Run
from translation import _unpacked

sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests/documents"))

import office_files

PRACTICE = ROOT / "resources/practice"
LINK = office_files.LINK
NAMES = ("Clara Vogel", "Emma Bakker", "Julia Stern")


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a program: the file (None: none), what its engine was asked, the runs."""

    file: Path | None
    asked: Sequence[str]
    runs: Sequence[Run]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    measure.surroundings("lxml", "ctranslate2")
    rows = []
    with tempfile.TemporaryDirectory(prefix="souffleur-") as name:
        for kind in ("docx", "pptx", "odt", "html"):
            folder = Path(name) / kind
            folder.mkdir()
            file = _built(kind, folder)
            for who, result in _results(file, folder, runs).items():
                rows.append((f".{kind} {who}", *_figures(file, result)))
    measure.table(("", *FIGURES), *rows)


FIGURES = ("fragments per sentence", "sentences left in German", "bold lost", "links lost", "seconds", "peak MB")


def _sentences() -> list[str]:
    truth = json.loads((PRACTICE / "flyer.de.json").read_text("utf-8"))
    found = [
        s
        for entry in truth
        for s in re.split(r"(?<=[a-zü][.!?]) ", entry["text"].replace("\n", " "))
        if s.endswith(".")
    ]
    return [text for text in dict.fromkeys(found) if "www" not in text and "@" not in text and len(text) > 20]


def _runs(text: str) -> list[tuple[str, bool]]:
    """Return a sentence in runs, and which are bold."""
    name = next((name for name in NAMES if name in text), "")
    parts = text.split(name) if name else [text]
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(parts):
        found += [(name, True)] if number else []
        found += [(part[start : start + 7], False) for start in range(0, len(part), 7)]
    return found


def _built(kind: str, folder: Path) -> Path:
    """Return the programme in a format."""
    file = folder / f"programme.de.{kind}"
    sentences = _sentences()
    if kind == "docx":
        _docx(file, sentences)
    elif kind == "pptx":
        _pptx(file, sentences)
    elif kind == "odt":
        _odt(file, sentences)
    else:
        _html(file, sentences)
    return file


def _docx(file: Path, sentences: Sequence[str]) -> None:
    from docx import Document

    made = Document()
    for text in sentences:
        paragraph = made.add_paragraph()
        for part, is_bold in _runs(text):
            paragraph.add_run(part).bold = is_bold or None
    made.save(str(file))
    linked = '<w:p><w:hyperlink r:id="far"><w:r><w:t>Programm im November</w:t></w:r></w:hyperlink></w:p><w:sectPr'
    relation = (
        f'<Relationship Id="far" TargetMode="External" Target="{LINK}"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
    )
    parts = office_files.parts(file)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", linked.encode(), 1)
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    with zipfile.ZipFile(file, "w") as target:
        for part, content in parts.items():
            target.writestr(part, content)


def _pptx(file: Path, sentences: Sequence[str]) -> None:
    from pptx import Presentation

    made = Presentation()
    for start in range(0, len(sentences), 5):
        frame = made.slides.add_slide(made.slide_layouts[1]).placeholders[1].text_frame
        for text in sentences[start : start + 5]:
            paragraph = frame.add_paragraph()
            for part, is_bold in _runs(text):
                run = paragraph.add_run()
                run.text, run.font.bold = part, is_bold or None
    run = frame.add_paragraph().add_run()
    run.text, run.hyperlink.address = "Programm im November", LINK
    made.save(str(file))


def _odt(file: Path, sentences: Sequence[str]) -> None:
    from odfdo import Document, Element, Style

    made = Document("text")
    made.body.clear()
    made.insert_style(Style("text", name="Fett", bold=True), automatic=True)
    made.insert_style(Style("text", name="Leer", color="#000000"), automatic=True)
    for text in sentences:
        spans = [
            f'<text:span text:style-name="{"Fett" if b else "Leer"}">{part}</text:span>' for part, b in _runs(text)
        ]
        made.body.append(Element.from_tag(f"<text:p>{''.join(spans)}</text:p>"))
    link = f'<text:a xlink:type="simple" xlink:href="{LINK}">Programm im November</text:a>'
    made.body.append(Element.from_tag(f"<text:p>{link}</text:p>"))
    made.save(str(file))


def _html(file: Path, sentences: Sequence[str]) -> None:
    rows = ["".join(f"<b>{part}</b>" if b else f"<span>{part}</span>" for part, b in _runs(text)) for text in sentences]
    body = "".join(f"<p>{row}</p>" for row in rows) + f'<p><a href="{LINK}">Programm im November</a></p>'
    file.write_text(f'<html lang="de"><head><meta charset="utf-8"></head><body>{body}</body></html>', "utf-8")


def _results(file: Path, folder: Path, runs: int) -> dict[str, Result]:
    ours = folder / "ours" / file.name.replace(".de.", ".en.")
    command = [*measure.PRODUCT, "translate", file, "--to", "en", "--practice", "-o", ours.parent, "--json"]
    command += ["--overwrite", "--allow-unchecked"]
    made = [measure.run(command) for _turn in range(runs)]
    answer = json.loads(made[-1].output[made[-1].output.index("\n{") :])
    asked = [block["source"] for block in answer["files"][0]["editions"][0]["blocks"]]
    found = {"souffleur": Result(ours, asked, made)}
    if PEER.is_file():
        found["argos-translate-files"] = _theirs(file, folder, runs)
    return found


def _theirs(file: Path, folder: Path, runs: int) -> Result:
    (folder / "theirs").mkdir(exist_ok=True)
    out, job = folder / f"theirs/made{file.suffix}", folder / "job.json"
    told: dict[str, Any] = {"packages": str(_unpacked(PRACTICE, folder / "packages")), "source": "de", "target": "en"}
    told |= {"threads": 1, "blocks": [], "file": str(file), "out": str(out)}
    job.write_text(json.dumps(told), "utf-8")
    made = [measure.run(["sh", "-c", f"{PEER} {ONCE} < {job}"], env={"HOME": str(folder)}) for _turn in range(runs)]
    done = subprocess.run([PEER, ONCE], input=json.dumps(told), capture_output=True, text=True, check=False)
    if done.returncode or not out.is_file():
        return Result(None, [], made)
    return Result(out, json.loads(done.stdout)["asked"], made)


def _figures(file: Path, result: Result) -> tuple[str, ...]:
    sentences = _sentences()
    seconds = f"{measure.seconds(result.runs):.1f}"
    peak = f"{measure.peak(result.runs):.0f}"
    if result.file is None:
        return "no file came out", "", "", "", seconds, peak
    said = " ".join(office_files.seen(result.file).split())
    left = sum(text in said for text in sentences)
    before, after = office_files.styled(file), office_files.styled(result.file)
    bold = [text for text, look in before.items() if look == "bold"]
    lost = sum(after.get(text) != "bold" for text in bold)
    links = int("link" not in after.values())
    return (
        f"{len(result.asked) / len(sentences):.1f}",
        f"{left} of {len(sentences)}",
        f"{lost} of {len(bold)}",
        f"{links} of 1",
        seconds,
        peak,
    )


if __name__ == "__main__":
    main()
