"""Write the drafts of the Harbour Charter, in the formats a secretariat uses, from their Markdown sources.

    python examples/harbour-charter/make_drafts.py [FOLDER]

The same bytes on every run. Needs python-docx, lxml and typst; nothing of the library that reads the drafts.
"""

import shutil
import sys
from pathlib import Path

from draft_pdf import printed
from draft_sources import HERE, read_source
from draft_tracked import tracked_draft
from draft_web import page
from draft_word import zero_draft


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    rev1, rev2 = read_source("rev1"), read_source("rev2")
    (folder / "zero-draft.docx").write_bytes(zero_draft(read_source("zero-draft")))
    (folder / "rev1.html").write_text(page(rev1), encoding="utf-8", newline="\n")
    (folder / "rev1.pdf").write_bytes(printed(rev1))
    (folder / "rev2.docx").write_bytes(tracked_draft(rev1, rev2))
    for name in ("adopted.md", "rev1.fr.md", "rev1.es.md"):
        shutil.copyfile(HERE / "sources" / name, folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "drafts")
