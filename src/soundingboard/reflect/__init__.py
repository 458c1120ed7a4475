"""Reflections: assembled from records for people to edit, and taken back from the Word file that they edited."""

from soundingboard.reflect.assembling import assemble
from soundingboard.reflect.evidence import evidence_lines
from soundingboard.reflect.references import references, refers
from soundingboard.reflect.returned import Detached, Returned, Rewording, returned
from soundingboard.reflect.word import Comment

__all__ = [
    "Comment",
    "Detached",
    "Returned",
    "Rewording",
    "assemble",
    "evidence_lines",
    "references",
    "refers",
    "returned",
]
