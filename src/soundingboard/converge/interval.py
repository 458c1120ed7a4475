"""Between what a share may lie that few have told."""

from dataclasses import dataclass
from functools import lru_cache

from soundingboard.converge.records import Interval


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure an interval is to be."""

    level: float = 0.95  # what readers of surveys take for granted
    digits: int = 3  # of what is printed: more would feign exactness, and differ between machines


@lru_cache(maxsize=1 << 14)
def interval(n: int, of: int, confidence: Confidence = Confidence()) -> Interval:
    """The share `n` / `of` with its Clopper-Pearson interval, the "exact" one (Biometrika 26, 1934).

    Of a true share p, whatever it is, at least 95 intervals in 100 hold p, for three contributions as for a thousand;
    Wilson's falls to 83 in 100 at n = 3, Jeffreys' to 89. L. D. Brown, T. T. Cai and A. DasGupta, "Interval Estimation
    for a Binomial Proportion", Statistical Science 16 (2001), prefer those two for their shorter intervals, right on
    average over p; here a share that looks surer than it is does more harm than a wide one.

    Contributions are no random sample of anybody: the interval says how little so few can tell, not what "all
    stakeholders" think. 0 of 0 lies between 0 and 1.
    """
    from scipy.special import betaincinv

    tail = (1 - confidence.level) / 2
    low = float(betaincinv(n, of - n + 1, tail)) if n else 0.0
    high = float(betaincinv(n + 1, of - n, 1 - tail)) if n < of else 1.0
    return Interval(n, of, round(low, confidence.digits), round(high, confidence.digits))
