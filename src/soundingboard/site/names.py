"""Short names for records that people read out and type: eight letters and digits that cannot be confused."""

import secrets

_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"


def short_name() -> str:
    """A new random name such as `k7m2xw4q` (30 to the eighth: a collision is refused by the database)."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))
