"""Who may speak for an organisation: said by the secretariat, for verified ones alone."""

import pytest
from django.test import Client

from soundingboard.site.people.models import Organisation, Speaker
from soundingboard.site.processes.models import Process
from soundingboard.site.record.models import Entry, Readers

pytestmark = pytest.mark.django_db

PEOPLE = "/lighthouse/people/"


@pytest.fixture
def pilots(process: Process) -> Organisation:
    found = Organisation.objects.named("lighthouse", "Pilots")
    Organisation.objects.update(verified=True)
    return found


def speak(client: Client, organisation: Organisation, name: str) -> int:
    sent = {"deed": "speak", "organisation": organisation.pk, "participant": name}
    return client.post(PEOPLE, sent).status_code


def test_somebody_speaks_for_a_verified_organisation_until_that_is_ended(
    as_secretariat: Client, as_participant: Client, pilots: Organisation
) -> None:
    someone = as_participant.account.participant
    assert [speak(as_secretariat, pilots, f"participant:{someone.name}") for _n in range(2)] == [302, 302]
    speaker = Speaker.objects.get()
    assert list(Organisation.objects.spoken_for_by(someone.pk, "lighthouse")) == [pilots]
    assert list(Organisation.objects.spoken_for_by(someone.pk, "elsewhere")) == []
    assert someone.name in as_secretariat.get(PEOPLE).content.decode()
    assert as_secretariat.post(PEOPLE, {"deed": "hush", "speaker": speaker.pk}).status_code == 302
    assert list(Organisation.objects.spoken_for_by(someone.pk, "lighthouse")) == []
    told = [(e.verb, e.readers, e.content) for e in Entry.objects.of_process("lighthouse")]
    content = {"participant": someone.name}
    assert told == [
        ("let speak for organisation", Readers.SECRETARIAT, content),
        ("ended speaking for organisation", Readers.SECRETARIAT, content),
    ]


def test_nobody_speaks_for_what_is_not_verified_nor_under_a_name_that_is_not_known(
    as_secretariat: Client, as_participant: Client, pilots: Organisation
) -> None:
    assert speak(as_secretariat, pilots, "nobody") == 302
    Organisation.objects.update(verified=False)
    assert speak(as_secretariat, pilots, as_participant.account.participant.name) == 404
    assert not Speaker.objects.exists()


def test_the_secretariat_alone_says_who_speaks(
    as_administrator: Client, as_participant: Client, pilots: Organisation
) -> None:
    name = as_participant.account.participant.name
    assert [speak(client, pilots, name) for client in (as_administrator, as_participant)] == [403, 403]
    assert not Speaker.objects.exists()
