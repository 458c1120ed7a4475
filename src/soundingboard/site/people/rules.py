"""Who someone is, and who may do what with people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from soundingboard.site.people.models import Account, RoleName


@dataclass(frozen=True, slots=True)
class Who:
    """The one who asks: nobody in particular, or a participant with roles by process."""

    participant: int | None = None
    pseudonym: str = ""
    login: str = ""
    office: str = "visitor"  # what the record calls someone without a pseudonym
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_signed_in(self) -> bool:
        return self.participant is not None

    def is_one_of(self, process: str, *roles: RoleName) -> bool:
        return bool(self.roles.get(process, frozenset()) & set(roles))

    @property
    def actor(self) -> str:
        """How the record names them."""
        return f"participant:{self.pseudonym}" if self.pseudonym else self.office


VISITOR = Who()
OPERATOR = Who(office="operator")  # who runs the commands on the server


def who_is(account: Account | None) -> Who:
    """The one that an account belongs to, with the roles held today (one query)."""
    if account is None:
        return VISITOR
    roles: dict[str, set[str]] = {}
    for process, role in account.participant.roles.values_list("process", "role"):
        roles.setdefault(process, set()).add(role)
    frozen = {process: frozenset(names) for process, names in roles.items()}
    return Who(account.participant_id, account.participant.name, account.login, roles=frozen)


def may_give_roles(who: Who, process: str) -> bool:
    return who.is_one_of(process, RoleName.ADMINISTRATOR)


def may_verify_organisations(who: Who, process: str) -> bool:
    return who.is_one_of(process, RoleName.SECRETARIAT)


def may_erase(who: Who, process: str) -> bool:
    return who.is_one_of(process, RoleName.SECRETARIAT, RoleName.ADMINISTRATOR)
