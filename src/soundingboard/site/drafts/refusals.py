"""Why something cannot be done with a draft."""


class Refused(Exception):
    """What was asked cannot be done as things stand; the message says why, in one line for people.

    `field` is the field of a form that it is about, if it is about one.
    """

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.field = field


class Crossed(Exception):
    """Somebody else changed it in the meantime; nothing was overwritten."""
