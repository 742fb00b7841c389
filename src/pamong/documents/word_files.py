"""From blocks to a file of Word: its own styles for headings, captions and lists, so that contents and pages count themselves.

The only place that knows the writer of such files; `editable.py` asks whether it is there.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

from pamong.documents.blocks import LEFT, Block
from pamong.documents.letters import cleared
from pamong.documents.unsealed import Unsealed
from pamong.ui.charts.drawing import writable

Words = Mapping[str, str]
SHEETS = {"a4": (210, 297), "f4": (215, 330)}  # millimetres
MARGIN, CREST = 25, Mm(20)
REGION = "id-ID"
FONT, SIZE = "Arial", 10.5
HEADINGS = {1: 15, 2: 12.5, 3: 11}
INK, MUTED = RGBColor(0x14, 0x27, 0x2D), RGBColor(0x47, 0x5B, 0x62)
LEVELS = {"chapter": 1, "section": 2, "part": 3}
LIST, GRID, CAPTION, CONTENTS = "List Bullet", "Table Grid", "Caption", "toc {}"
LONGEST = 255  # letters of a property of the file
THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
OLDEST = (1980, 1, 1, 0, 0, 0)  # a time that every archive can tell, and always the same
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def word_file(
    told: Unsealed, pictures: Mapping[str, bytes], words: Words, *, crest: bytes = b""
) -> bytes:
    """The whole file."""
    content, title, agency = writable(cleared([told.content, told.title, told.agency]))
    told = replace(told, title=title, agency=agency)
    made = _Making(told, content, pictures, words)
    made.frame()
    made.front(crest)
    for block in content["blocks"]:
        made.block(block)
    made.end()
    stream = io.BytesIO()
    made.file.save(stream)
    return packed(stream.getvalue())


def packed(made: bytes) -> bytes:
    """The same archive without the time of its making."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as given,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in given.namelist():
            one = zipfile.ZipInfo(name, OLDEST)
            one.compress_type, one.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(one, given.read(name))
    return stream.getvalue()


class _Making:
    """One file while it is written."""

    def __init__(
        self,
        told: Unsealed,
        content: Mapping[str, Any],
        pictures: Mapping[str, bytes],
        words: Words,
    ) -> None:
        self.told, self.content, self.pictures, self.words = told, content, pictures, words
        self.file: File = Document()
        self.counts = {"table": 0, "picture": 0}
        self.heading = told.title
        width, _height = SHEETS[told.look.sheet]
        self.width = Mm(width - 2 * MARGIN)

    # ---- around the text ----

    def frame(self) -> None:
        """Sheet, styles, what the file says of itself, and its foot."""
        section = self.file.sections[0]
        width, height = SHEETS[self.told.look.sheet]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin = section.bottom_margin = Mm(MARGIN)
        dress(self.file)
        self._properties()
        if self.told.is_draft:
            head = section.header.paragraphs[0]
            head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            head.add_run(self.words["draft"]).bold = True
        foot = section.footer.paragraphs[0]
        foot.alignment = CENTRE
        foot.add_run(f"{self.words['page']} ")
        field(foot, "PAGE", "1")
        foot.add_run(f" {self.words['of']} ")
        field(foot, "NUMPAGES", "1")

    def _properties(self) -> None:
        told, of = self.told, self.file.core_properties
        at = datetime.combine(told.made_on, time(12), tzinfo=UTC).replace(tzinfo=None)
        of.title, of.subject = told.title[:LONGEST], told.title[:LONGEST]
        of.author = of.last_modified_by = told.agency[:LONGEST]
        of.comments, of.identifier = self.content["origin"][:LONGEST], told.mark
        of.keywords, of.language, of.revision = "", REGION, 1
        of.created = of.modified = at
        package = self.file.part.package
        for key, one in list(package.rels.items()):
            if one.reltype.endswith("/thumbnail"):  # a picture of the writer's own example
                del package.rels[key]

    def front(self, crest: bytes) -> None:
        """Letterhead and title; a report of chapters has them on a page of their own, with its contents behind."""
        if crest:
            self._crest(crest)
        self._centred([self.told.look.heading or self.told.agency], bold=True)
        self._centred(self.told.look.lines)
        has_contents = bool(self.content.get("contents"))
        title = self.file.add_paragraph(self.content["heading"], style="Title")
        title.alignment = CENTRE
        if has_contents:
            title.paragraph_format.space_before = Pt(150)
        self._centred(self.content["lines"])
        self._muted(self.content["origin"])
        if has_contents:
            self._muted(self.words["note"])
            head = self.file.add_paragraph(self.content["contents"], style="TOC Heading")
            head.paragraph_format.page_break_before = True
            self._contents()

    def _crest(self, crest: bytes) -> None:
        line = self.file.add_paragraph()
        line.alignment, line.paragraph_format.keep_with_next = CENTRE, True
        shape = line.add_run().add_picture(io.BytesIO(crest), height=CREST)
        shape._inline.docPr.set("descr", self.words["crest"])

    def _centred(self, lines: Iterable[str], *, bold: bool = False) -> None:
        for said in lines:
            one = self.file.add_paragraph()
            one.alignment = CENTRE
            one.paragraph_format.space_after = Pt(2)
            one.add_run(said).bold = bold or None

    def _muted(self, said: str) -> Paragraph:
        one = self.file.add_paragraph()
        run = one.add_run(said)
        run.italic, run.font.color.rgb = True, MUTED
        return one

    def _contents(self) -> None:
        """A field that counts its pages when it is told to; until then it names every heading."""
        heads = [one for one in self.content["blocks"] if one["kind"] in LEVELS]
        lines = [
            self.file.add_paragraph(style=CONTENTS.format(LEVELS[one["kind"]])) for one in heads
        ]
        if not lines:
            return
        open_field(lines[0], r'TOC \o "1-3" \h \z \u')
        for line, one in zip(lines, heads, strict=True):
            line.add_run(one["text"])
        mark(lines[-1], "end")

    # ---- the text ----

    def block(self, one: Block) -> None:
        """One block in its style."""
        kind = one["kind"]
        if kind in LEVELS:
            self._head(one["text"], LEVELS[kind])
        else:
            writers: Mapping[str, Callable[[Block], None]] = {
                "text": self._text,
                "missing": self._missing,
                "list": self._list,
                "table": self._table,
                "chart": self._picture,
            }
            writers[kind](one)

    def _head(self, text: str, level: int) -> None:
        head = self.file.add_paragraph(text, style=f"Heading {level}")
        if level == 1 and self.content.get("contents"):
            head.paragraph_format.page_break_before = True
        self.heading = text

    def _text(self, one: Block) -> None:
        for said in one["text"].split("\n"):
            if said.strip():
                self.file.add_paragraph(said)

    def _missing(self, one: Block) -> None:
        self._muted(one["text"])

    def _list(self, one: Block) -> None:
        for said in one["items"]:
            self.file.add_paragraph(said, style=LIST)

    def _caption(self, kind: str, said: str) -> None:
        """With a number that counts itself."""
        self.counts[kind] += 1
        word = self.words[kind]
        line = self.file.add_paragraph(f"{word} ", style=CAPTION)
        line.paragraph_format.keep_with_next = kind == "table" or None
        field(line, rf"SEQ {word} \* ARABIC", str(self.counts[kind]))
        line.add_run(f". {said}")

    def _table(self, one: Block) -> None:
        self._caption("table", self.heading)
        columns = one["columns"]
        table = self.file.add_table(rows=1, cols=len(columns), style=GRID)
        table.autofit = False
        told = OxmlElement("w:tblCaption")
        told.set(qn("w:val"), self.heading[:LONGEST])
        table._tbl.tblPr.append(told)
        widths = shares([column["width"] for column in columns], self.width)
        for grid, width in zip(table.columns, widths, strict=True):
            grid.width = Emu(width)
        head, labels = table.rows[0], [column["label"] for column in columns]
        _fill(head, labels, columns, widths, bold=True)
        above = OxmlElement("w:tblHeader")  # said again on each page that the table goes on over
        head._tr.get_or_add_trPr().append(above)
        for said in one["rows"]:
            _fill(table.add_row(), said, columns, widths)
        self.file.add_paragraph().paragraph_format.space_after = Pt(2)

    def _picture(self, one: Block) -> None:
        made = self.pictures.get(one["name"])
        if made is None:
            self._muted(one["alt"])
            return
        line = self.file.add_paragraph()
        line.alignment, line.paragraph_format.keep_with_next = CENTRE, True
        shape = line.add_run().add_picture(io.BytesIO(made), width=self.width)
        shape._inline.docPr.set("descr", one["alt"])
        shape._inline.docPr.set("title", one["title"][:LONGEST])
        self._caption("picture", one["title"])

    def end(self) -> None:
        """What rests on no confirmed text, and those who sign."""
        if clauses := self.content.get("unconfirmed"):
            line = self.file.add_paragraph()
            line.add_run(f"{self.words['unconfirmed']}: ").bold = True
            line.add_run(f"{'; '.join(clauses)}.")
        signs = self.content.get("signs", ())
        if not signs:
            return
        table = self.file.add_table(rows=1, cols=len(signs))
        for cell, sign in zip(table.rows[0].cells, signs, strict=True):
            said = [sign["above"], sign["role"], "", "", "", sign["name"], sign["number"]]
            cell.paragraphs[0].text = "\n".join(said)
            cell.paragraphs[0].alignment = CENTRE
        keep_whole(table.rows[0])


def _fill(
    row: Row,
    said: Sequence[str],
    columns: Sequence[Block],
    widths: Sequence[int],
    *,
    bold: bool = False,
) -> None:
    for cell, text, column, width in zip(row.cells, said, columns, widths, strict=True):
        cell.width = Emu(width)
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        line.add_run(text).bold = bold or None
        if column["align"] != LEFT:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    keep_whole(row)


def keep_whole(row: Row) -> None:
    """A row stays on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shares(weights: Sequence[int], whole: int) -> list[int]:
    """Widths by weight; a column without one counts as one."""
    counted = [weight or 1 for weight in weights]
    return [whole * weight // sum(counted) for weight in counted]


# ---- fields and styles ----


def mark(line: Paragraph, kind: str) -> None:
    """Where a field begins, what it shows, where it ends."""
    one = OxmlElement("w:fldChar")
    one.set(qn("w:fldCharType"), kind)
    line.add_run()._r.append(one)


def open_field(line: Paragraph, instruction: str) -> None:
    """A field up to what it shows."""
    mark(line, "begin")
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {instruction} "
    line.add_run()._r.append(told)
    mark(line, "separate")


def field(line: Paragraph, instruction: str, shown: str) -> None:
    """A field with what it shows until it is counted."""
    open_field(line, instruction)
    line.add_run(shown)
    mark(line, "end")


def dress(file: File) -> None:
    """One letter for all, dark headings, and the language by which the text is spelled."""
    styles = file.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    normal.paragraph_format.space_after = Pt(6)
    sizes = {"Title": 22.0, "TOC Heading": 14.0, CAPTION: 9.0}
    sizes |= {f"Heading {level}": size for level, size in HEADINGS.items()}
    for name, size in sizes.items():
        font = styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(size), INK
        for theme in THEMED:
            styles[name].element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    for level in HEADINGS:
        one = styles.add_style(CONTENTS.format(level), WD_STYLE_TYPE.PARAGRAPH)
        one.base_style = normal
        one.paragraph_format.left_indent = Mm(6 * (level - 1))
        one.paragraph_format.space_after = Pt(3)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), REGION)
