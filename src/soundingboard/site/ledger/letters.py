"""E-mails that tell of something new at a private link. None ever holds what was said, asked or answered."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from soundingboard.site.contributions import links
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.ledger.models import Notice

_SECONDS = 10  # a mail server that does not answer must not keep the others waiting
_log = logging.getLogger(__name__)


def send_news(notices: Sequence[Notice]) -> bool:
    """One letter about all that is new for one address; whether it went out. The notices stay at the link anyhow."""
    first = notices[0].contribution
    news: dict[Contribution, list[str]] = {}
    for notice in notices:
        words = news.setdefault(notice.contribution, [])
        if str(notice.get_kind_display()) not in words:
            words.append(str(notice.get_kind_display()))
    now = timezone.now()
    context = {
        "process": first.process,
        "news": [(one, words, links.whole(one, now)) for one, words in news.items()],
        "days": links.LIFETIME.days,
    }
    title = " ".join(first.process.title.split())
    message = EmailMessage(
        _("News of what you said: {title}").format(title=title),
        render_to_string("ledger/letters/news.txt", context),
        to=[first.participant.identity.email],
        connection=get_connection(timeout=_SECONDS),
    )
    try:
        return message.send() == 1
    except (OSError, ValueError) as error:  # the server is away, or refuses the address
        _log.warning("news of %s was not sent: %s", first.name, type(error).__name__)
        return False
