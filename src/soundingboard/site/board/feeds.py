"""What the board puts out, as an Atom feed."""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from soundingboard.site.board.models import Output
from soundingboard.site.processes.forms import without_controls
from soundingboard.site.processes.models import Process
from soundingboard.site.reflections.models import Reflection
from soundingboard.site.reflections.reading import published as reflections

Item = Output | Reflection
_NEWEST = 50  # outputs: a reader that asks once a month misses none
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Steady(Atom1Feed):
    """Each entry says its language; a feed without entries bears no date of today: same outputs, same bytes."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER


class OutputsFeed(Feed):
    """The published outputs, newest first; addresses are those of the site, whatever way the request came."""

    feed_type = Steady

    def get_object(self, request: HttpRequest, process: str) -> Process:
        return get_object_or_404(Process, slug=process)

    def title(self, obj: Process) -> str:
        return _("What the board puts out: {process}").format(process=without_controls(obj.title))

    def link(self, obj: Process) -> str:
        return settings.SITE_ADDRESS + reverse("outputs", args=[obj.slug])

    feed_guid = link

    def feed_url(self, obj: Process) -> str:
        return settings.SITE_ADDRESS + reverse("outputs-feed", args=[obj.slug])

    def author_name(self, obj: Process) -> str:
        return _("The board")

    def items(self, obj: Process) -> list[Item]:
        """Its reflections among the rest."""
        found: list[Item] = [*Output.objects.published(obj)[:_NEWEST], *reflections(obj)[:_NEWEST]]
        return sorted(found, key=lambda one: (one.date, one.published or _NEVER), reverse=True)[:_NEWEST]

    def item_title(self, item: Item) -> str:
        return without_controls(item.title)

    def item_description(self, item: Item) -> str:
        return escape(without_controls(item.summary if isinstance(item, Output) else item.note))

    def item_link(self, item: Item) -> str:
        return settings.SITE_ADDRESS + item.get_absolute_url()

    item_guid = item_link

    def item_pubdate(self, item: Item) -> datetime:
        return item.published or datetime.combine(item.date, time(12), UTC)

    item_updateddate = item_pubdate

    def item_categories(self, item: Item) -> list[str]:
        return [item.kind if isinstance(item, Output) else "reflections"]

    def item_extra_kwargs(self, item: Item) -> dict[str, str]:
        return {"language": item.language}
