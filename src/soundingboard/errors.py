"""Errors that are written for people: what is wrong, where, and what to do."""


class InputError(Exception):
    """Input that cannot be used; its message is one line that names the file, the place and the mend."""
