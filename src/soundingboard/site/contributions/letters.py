"""E-mails with a private link. None ever holds what was said."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from soundingboard.site.contributions import links
from soundingboard.site.contributions.models import Contribution
from soundingboard.site.people.models import Identity

_SECONDS = 10  # a mail server that does not answer must not keep the person waiting
_log = logging.getLogger(__name__)


def send_receipt(contribution: Contribution, email: str) -> bool:
    """Send the receipt; whether it went out. A failure never undoes the act."""
    subject = _("Your contribution {name}: {title}")
    return _send(contribution, email, subject, "contributions/letters/receipt.txt", links.whole(contribution))


@task()
def send_new_link(contribution: int) -> None:
    """Send a fresh link to the address that was given with a contribution; nothing where there is none.

    Asked for in every case and done elsewhere, so that the answer takes as long whether or not there is a match.
    """
    found = Contribution.objects.select_related("process").filter(pk=contribution).first()
    email = Identity.objects.filter(participant__contribution=found).values_list("email", flat=True).first()
    if found and email:
        subject = _("A new private link to {name}: {title}")
        link = links.whole(found, timezone.now())
        _send(found, email, subject, "contributions/letters/new_link.txt", link)


def asked_for(process: str, name: str, email: str) -> int:
    """The id of the contribution of that name that was filed with that address; 0 when they do not go together."""
    found = Contribution.objects.filter(
        process__slug=process, name=name.strip(), participant__identity__email__iexact=email.strip()
    )
    return found.values_list("pk", flat=True).first() or 0


def _send(contribution: Contribution, email: str, subject: str, template: str, link: str) -> bool:
    return post(contribution, email, subject, template, {"contribution": contribution, "link": link})


def post(
    contribution: Contribution, email: str, subject: str, template: str, context: Mapping[str, Any]
) -> bool:
    """Send a letter about a contribution; whether it went out. `subject` holds {name} and {title} where it will."""
    process = contribution.process
    message = EmailMessage(
        subject.format(name=contribution.name, title=" ".join(process.title.split())),
        render_to_string(template, {"process": process, "days": links.LIFETIME.days, **context}),
        to=[email],
        connection=get_connection(timeout=_SECONDS),
    )
    try:
        return message.send() == 1
    except (OSError, ValueError) as error:  # the server is away, or refuses the address
        _log.warning("the letter about %s was not sent: %s", contribution.name, type(error).__name__)
        return False
