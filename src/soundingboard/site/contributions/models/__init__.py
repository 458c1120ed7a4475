"""What people said, what it asks, and what it is read as."""

from soundingboard.site.contributions.models.ask import HEAVY, SAID_ON_THE_SITE, Ask, AskKind, Tally
from soundingboard.site.contributions.models.contribution import (
    FROM_OPEN_TO_CLOSED,
    OPEN,
    Contribution,
    ContributionState,
    Permission,
    Reading,
    is_late,
)
from soundingboard.site.contributions.models.frozen import FrozenCount
from soundingboard.site.contributions.models.intake import (
    BulkUpload,
    Decision,
    Redaction,
    Run,
    Suggestion,
    UploadedFile,
    UploadState,
)
from soundingboard.site.contributions.models.topic import RefusedTopic, Topic

__all__ = [
    "FROM_OPEN_TO_CLOSED",
    "HEAVY",
    "OPEN",
    "SAID_ON_THE_SITE",
    "Ask",
    "AskKind",
    "BulkUpload",
    "Contribution",
    "ContributionState",
    "Decision",
    "FrozenCount",
    "Permission",
    "Reading",
    "Redaction",
    "RefusedTopic",
    "Run",
    "Suggestion",
    "Tally",
    "Topic",
    "UploadState",
    "UploadedFile",
    "is_late",
]
