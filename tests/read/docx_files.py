"""Word files for the tests, written from the XML that Word would store."""

import zipfile
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = " ".join(
    (
        W,
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    )
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts by path."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def docx(body: str, title: str = "", **parts: str) -> bytes:
    """A Word file with this body; further parts (styles=, numbering=, ...) without their root element."""
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{core}" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<c:coreProperties xmlns:c="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></c:coreProperties>",
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
    }
    for kind, content in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {W}>{content}</w:{kind}>"
    return package(files)


def r(text: str, properties: str = "", tag: str = "t") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def ins(*runs: str) -> str:
    """Runs inserted as tracked changes; a plain word becomes a run."""
    content = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f'<w:ins w:id="1" w:author="A">{content}</w:ins>'


def gone(text: str) -> str:
    """A run deleted as a tracked change."""
    return f'<w:del w:id="2" w:author="A">{r(text, tag="delText")}</w:del>'


def p(
    *content: str, style: str = "", num: tuple[int, int] | None = None, mark: str = "", more: str = ""
) -> str:
    """A paragraph: plain words become runs; `num` is (w:numId, level from 0), `mark` w:ins or w:del."""
    runs = "".join(item if item.startswith("<") else r(item) for item in content)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    marked = f'<w:rPr><w:{mark} w:id="3" w:author="A"/></w:rPr>' if mark else ""
    return f"<w:p><w:pPr>{styled}{listed}{marked}{more}</w:pPr>{runs}</w:p>"


def level(depth: int, format: str = "decimal", pattern: str = "", start: int = 1, more: str = "") -> str:
    """A level of a list, printed like "1." unless another pattern is given."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{pattern or f"%{depth + 1}."}"/></w:lvl>'
    )


def pattern(key: int, *levels: str, more: str = "") -> str:
    """A w:abstractNum."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def listed(number: int, key: int, overrides: str = "") -> str:
    """A w:num."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'


def style(key: str, name: str = "", based: str = "", properties: str = "", kind: str = "paragraph") -> str:
    """A style, its w:pPr given."""
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{basis}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )
