"""`make pages`: compares the drafts of the Harbour Charter, each step as a page and a Word file."""

import sys
import time
from pathlib import Path

from soundingboard import Draft, compare, concordance, read_draft, term_table
from soundingboard.write.docx import comparison_docx
from soundingboard.write.html import comparison_page
from soundingboard.write.html.tables import concordance_page, terms_page

DRAFTS = Path(__file__).parent / "harbour-charter" / "drafts"
FILES = ("zero-draft.docx", "rev1.html", "rev2.docx", "adopted.md")


def say(words: str) -> None:
    """A line of progress, at once."""
    print(words, flush=True)


def read_all() -> list[Draft]:
    """The four drafts, oldest first."""
    drafts = []
    for file in FILES:
        drafts.append(read_draft(DRAFTS / file))
        say(
            f"  read {file}: {len(drafts[-1].paragraphs)} paragraphs under {len(drafts[-1].headings)} headings"
        )
    return drafts


def main(folder: Path) -> None:
    """Writes a page for each step between drafts, one for all of them, one of terms, and a Word file."""
    started = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    say("The Harbour Charter, four drafts:")
    drafts = read_all()
    say("What changed between them:")
    for n in range(1, len(drafts)):
        comparison = compare(drafts[n - 1], drafts[n], drafts[: n - 1])
        name = f"{drafts[n - 1].stage}-to-{drafts[n].stage}"
        (folder / f"{name}.html").write_text(comparison_page(comparison), encoding="utf-8")
        (folder / f"{name}.docx").write_bytes(comparison_docx(comparison))
        counts = ", ".join(f"{n} {kind}" for kind, n in comparison.summary.items() if n)
        say(f"  {name}: {counts}")
    (folder / "concordance.html").write_text(concordance_page(concordance(drafts)), encoding="utf-8")
    (folder / "terms.html").write_text(terms_page(term_table(drafts)), encoding="utf-8")
    say(f"Done in {time.perf_counter() - started:.1f} s. Open this page in a browser:")
    say(f"  {(folder / 'rev1-to-rev2.html').resolve().as_uri()}")
    say(
        f"Beside it: the other steps, concordance.html, terms.html, and each step as a Word file, in {folder}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
