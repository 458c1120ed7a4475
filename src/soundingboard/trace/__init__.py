"""What became of what was asked: which change took up a proposal, and what each draft did with each ask."""

from soundingboard.trace.carrying import carried_by
from soundingboard.trace.outcomes import Step, as_ask, life, trace, with_stated
from soundingboard.trace.shares import Share, Shares, shares

__all__ = ["Share", "Shares", "Step", "as_ask", "carried_by", "life", "shares", "trace", "with_stated"]
