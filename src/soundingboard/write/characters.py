"""Characters that a document cannot hold."""

import re

# XML 1.0, section 2.2, allows no others.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with a replacement character for each that XML and HTML cannot contain."""
    return _FORBIDDEN.sub("\ufffd", text)
