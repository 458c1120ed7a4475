"""E-mails that tell of something new at a private link. None ever holds what was said, asked or answered."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions import links
from soundingboard.site.contributions.letters import post
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.ledger.models import Notice


def send_news(notices: Sequence[Notice]) -> bool:
    """One letter about all that is new for one address; whether it went out. The notices stay at the link anyhow."""
    first = notices[0].contribution
    news: dict[Contribution, list[str]] = {}
    for notice in notices:
        words = news.setdefault(notice.contribution, [])
        if str(notice.get_kind_display()) not in words:
            words.append(str(notice.get_kind_display()))
    now = timezone.now()
    context = {"news": [(one, words, links.whole(one, now)) for one, words in news.items()]}
    subject = _("News of what you said: {title}")
    return post(first, first.participant.identity.email, subject, "ledger/letters/news.txt", context)
