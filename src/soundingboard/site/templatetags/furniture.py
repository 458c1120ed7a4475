"""Tags and filters that every template has: signs, times, passages, Markdown."""

import json
from datetime import UTC, date, datetime

import nh3
from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from soundingboard.write.html.fragments import spoken_style, symbols_markup
from soundingboard.write.phrases import direction, long_date

register = template.Library()
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@register.simple_tag
def spoken() -> SafeString:
    """The words at both ends of insertions and deletions, for the style sheet (allowed by its hash)."""
    return mark_safe(f"<style>{spoken_style()}</style>")  # noqa: S308 (made by the library, holds no input)


@register.simple_tag
def symbols() -> SafeString:
    """The drawings of all signs, once a page."""
    return mark_safe(symbols_markup())  # noqa: S308 (made by the library, holds no input)


@register.simple_tag
def sign(key: str) -> SafeString:
    """One sign; the word beside it is what a screen reader says."""
    return format_html('<svg class="sign" aria-hidden="true"><use href="#sign-{}"/></svg>', key)


@register.filter
def day(value: date | datetime | None) -> str:
    """`2026-09-24` as "24 September 2026" (in the reader's zone, when it is a time)."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return long_date(value.isoformat()) if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A time as "24 September 2026, 18:00 UTC", with the reader's zone first where one was chosen."""
    if value is None:
        return ""
    utc = value.astimezone(UTC)
    try:
        here = timezone.localtime(value)
    except OverflowError:  # the last day that a calendar has, in a zone east of Greenwich
        here = utc
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), _both(here, utc))


def _both(here: datetime, utc: datetime) -> str:
    words = _("{day}, {time} UTC").format(day=long_date(utc.date().isoformat()), time=f"{utc:%H:%M}")
    if here.utcoffset() == utc.utcoffset():
        return words
    zone = timezone.get_current_timezone_name()
    local = _("{day}, {time} {zone}").format(
        day=long_date(here.date().isoformat()), time=f"{here:%H:%M}", zone=zone
    )
    return f"{local} ({words})"


@register.filter
def dir_of(language: str) -> str:
    """`ltr` or `rtl` for a language."""
    return direction(language or "en")


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as clean HTML: no scripts, no styles, no pictures from elsewhere; links do not pass the address on."""
    tokens = _MARKDOWN.parse(text)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    levels = sorted({token.tag for token in headings})
    for token in headings:  # under the page's own title, which is the only h1, and without a gap
        token.tag = f"h{min(levels.index(token.tag) + 2, 6)}"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return mark_safe(nh3.clean(html, tags=_TAGS, link_rel="noopener noreferrer nofollow"))  # noqa: S308 (cleaned)


_TEXT = {"p", "br", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "del", "ins", "a"}
_TAGS = _TEXT | {"blockquote", "code", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td"}


@register.simple_tag(takes_context=True)
def changed_query(context: template.Context, **changes: object) -> str:
    """The address's query with some values replaced: `?{% changed_query show="softens" %}`."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return query.urlencode()


@register.filter
def has_key(mapping: dict[str, object], key: str) -> bool:
    """Whether a mapping has a key that stands in another variable."""
    return key in mapping


@register.filter
def as_json(content: object) -> str:
    """A record as readable JSON."""
    return json.dumps(content, ensure_ascii=False, indent=1)


@register.filter
def record_address(obj: str, process: str) -> str:
    """Where the history of an object ("kind:name") stands."""
    kind, _colon, name = obj.partition(":")
    return reverse("record-object", args=[process, kind, name or "-"])


@register.filter
def short_day(value: date | None) -> str:
    """A date without its year: "24 September"."""
    return day(value).rsplit(" ", 1)[0] if value else ""
