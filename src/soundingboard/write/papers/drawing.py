"""Pictures in a Word file: the SVG for programs of today, an empty PNG for older ones, the words for all."""

import base64
import re
from collections.abc import Sequence

from lxml import etree

from soundingboard.write.characters import clean
from soundingboard.write.docx.parts import OFFICE
from soundingboard.write.docx.xml import w
from soundingboard.write.paper import Picture

# A PNG of one clear point: what a program that knows no SVG shows.
PLACEHOLDER = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
EXTENSIONS = {"png": "image/png", "svg": "image/svg+xml"}
_WIDTH = 5_760_000  # 16 cm in EMU, the width of the text
_TALLEST = 8_280_000  # 23 cm
_VIEW = re.compile(r"viewBox\s*=\s*[\"'][\d.\-]+[\s,]+[\d.\-]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def picture_parts(
    pictures: Sequence[Picture],
) -> tuple[dict[str, bytes], tuple[tuple[str, str, str], ...]]:
    """The parts that the pictures of a file need, and the relations to them."""
    if not pictures:
        return {}, ()
    kind = f"{OFFICE}/relationships/image"
    parts = {"word/media/clear.png": PLACEHOLDER}
    found = [("picture0", kind, "media/clear.png")]
    for n, picture in enumerate(pictures, start=1):
        parts[f"word/media/picture{n}.svg"] = clean(picture.svg).encode()
        found.append((f"picture{n}", kind, f"media/picture{n}.svg"))
    return parts, tuple(found)


def _a(space: str, tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{space}}}{tag}")
    for name, value in attributes.items():
        element.set(name, value)
    element.extend(children)
    return element


def drawing(picture: Picture, number: int) -> etree._Element:
    """A paragraph with the nth picture of the file."""
    main, frame, inline = f"{_DRAWING}/main", f"{_DRAWING}/picture", f"{_DRAWING}/wordprocessingDrawing"
    width, height = _size(picture.svg)
    words = clean(picture.words)
    svg = _a(_SVG, "svgBlip")
    svg.set(f"{{{OFFICE}/relationships}}embed", f"picture{number}")
    blip = _a(
        main, "blip", _a(main, "extLst", _a(main, "ext", svg, uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"))
    )
    blip.set(f"{{{OFFICE}/relationships}}embed", "picture0")
    shape = _a(
        frame,
        "spPr",
        _a(main, "xfrm", _a(main, "off", x="0", y="0"), _a(main, "ext", cx=width, cy=height)),
        _a(main, "prstGeom", _a(main, "avLst"), prst="rect"),
    )
    named = {"id": str(number), "name": f"picture {number}", "descr": words}
    held = _a(
        frame,
        "pic",
        _a(frame, "nvPicPr", _a(frame, "cNvPr", **named), _a(frame, "cNvPicPr")),
        _a(frame, "blipFill", blip, _a(main, "stretch", _a(main, "fillRect"))),
        shape,
    )
    graphic = _a(main, "graphic", _a(main, "graphicData", held, uri=frame))
    placed = _a(
        inline,
        "inline",
        _a(inline, "extent", cx=width, cy=height),
        _a(inline, "docPr", **named),
        graphic,
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )
    return w("p", w("pPr", w("pStyle", val="BodyText")), w("r", w("drawing", placed)))


def _size(svg: str) -> tuple[str, str]:
    """Width and height in EMU, by the drawing's view box; sixteen to nine where it has none."""
    found = _VIEW.search(svg)
    across, down = (float(found[1]), float(found[2])) if found else (16.0, 9.0)
    if across <= 0 or down <= 0:
        across, down = 16.0, 9.0
    height = min(_WIDTH * down / across, _TALLEST)
    return str(round(height * across / down)), str(round(height))
