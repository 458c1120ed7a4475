"""What a person would mark as changed between two texts: runs of equal, deleted and inserted words.

Words are compared by `words.key`. An alignment is built in three steps, each of them a plain optimum:

1. `_match`: the chain of equal runs of words with the greatest worth, longer words and runs being worth
   more, each run at a price. It is an exact sparse dynamic programme over the pairs of equal words, as in
   J. W. Hunt and T. G. Szymanski, "A fast algorithm for computing longest common subsequences", CACM 20
   (1977), with a price per run as in O. Gotoh, "An improved algorithm for matching biological sequences",
   J. Mol. Biol. 162 (1982). The common beginning and end are free. Very long texts are matched by their
   rarest words first, and then between those.
2. `_keep`: of these runs, those that are worth more than what it saves to mark straight across them. An
   edit costs by the longer of its two sides, and less than proportionally, so that a lone "of the" between
   two long edits goes, and between two changed words stays. Logarithmic costs of gaps: G. H. Gonnet,
   M. A. Cohen and S. A. Benner, "Exhaustive matching of the entire protein sequence database", Science 256
   (1992).
3. `_settle`: where an insertion or a deletion could stand in several places ("A and B" in "A and C and B")
   it stands where punctuation and capitals are kept, then at the start of a sentence, then last.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from soundingboard.model import Run
from soundingboard.words import key, parts, parts_at_blanks

_Island = tuple[int, int, int]  # a run of equal words: first word in the old text, in the new, how many


@dataclass(frozen=True, slots=True)
class Weights:
    """The prices of an alignment. Each was chosen on both halves of the human marks, amid a wide plateau."""

    per_word: float = 1.0  # step 1: what an equal word is worth,
    per_letter: float = 0.5  # and each of its letters
    letters: int = 8  # up to here: "implementation" is no surer a sign than "paragraph"
    per_run: float = 3.0  # one word of four letters is not worth a run of its own, one of five is
    edit_word: float = 2.0  # step 2: a word of the longer side of an edit, where an equal word is worth 1
    edit_log: float = 3.0  # times log(1 + words): the first words of an edit count for most
    lookback: int = 64  # runs that one edit may cross; a bound on time, never met in real paragraphs
    points_per_word: int = 8  # pairs of equal words to weigh: linear time and memory for any text,
    points: int = 4_000  # and exact for any pair of paragraphs
    depth: int = 3  # rounds of "rarest words first"
    around: int = (
        8  # step 3: an insertion or a deletion moves by no more words than these into what is common
    )


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class _Side:
    """One text as tokens; `at` has the token of each word between -1 and the number of tokens."""

    tokens: list[str]
    at: list[int]
    keys: list[str]
    whole: bool  # whether the first word is the first of the text

    def gap(self, word: int) -> list[str]:
        """The blanks and signs before a word (after the last one, when `word` is their number)."""
        return self.tokens[self.at[word] + 1 : self.at[word + 1]]

    def word(self, word: int) -> str:
        return self.tokens[self.at[word + 1]]


def redline(old: str, new: str) -> tuple[Run, ...]:
    """The runs that lead from `old` to `new`; none for two empty texts.

    Equal and delete runs joined give `old` exactly, equal and insert runs joined give `new`. No run begins
    or ends inside a word (UAX #29, see `words`); between two equal runs there is at most one delete and,
    after it, one insert. A word that differs in capitals or marks alone is deleted and inserted.
    """
    if old == new:
        return (("equal", old),) if old else ()
    pieces, others = _pieces(old), _pieces(new)
    head, tail = _around(pieces, others)
    a = _side(pieces[head : len(pieces) - tail], not head, not tail)
    b = _side(others[head : len(others) - tail], not head, not tail)
    islands = _keep(_match(a.keys, b.keys), len(a.keys), len(b.keys))
    before = " ".join([*pieces[:head], ""])
    return _runs(a, b, _settle(a, b, islands), before, " ".join(pieces[len(pieces) - tail :]))


# --- texts as words ---------------------------------------------------------------------------------------


def _pieces(text: str) -> list[str]:
    """What stands between blanks; the text whole where a mark clings to one."""
    return text.split(" ") if parts_at_blanks(text) else [text]


def _around(a: list[str], b: list[str]) -> tuple[int, int]:
    """How many pieces at the beginning and end are common, and far enough from any change to leave out."""
    head, tail = _common_ends(a, b)
    return max(0, head - WEIGHTS.around), max(0, tail - WEIGHTS.around)


def _common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(a), len(b))
    head = tail = 0
    while head < shorter and a[head] == b[head]:
        head += 1
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head, tail


@lru_cache(maxsize=1 << 16)
def _read(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tokens of a piece and the blank after it, and for each its key, empty for a blank or a sign."""
    found = parts(piece)
    return (*(word or sign for word, sign in found), " "), (*(word and key(word) for word, _ in found), "")


def _side(pieces: list[str], whole: bool, last: bool) -> _Side:
    """Pieces as tokens; `whole`: they begin the text; `last`: they end it, and no blank follows."""
    found: list[str] = []
    keys: list[str] = []
    for piece in pieces:
        some, theirs = _read(piece) if len(piece) < 40 else _read.__wrapped__(piece)  # rare: not remembered
        found += some
        keys += theirs
    if last:
        found.pop()
    at = [i for i, each in enumerate(keys) if each]
    return _Side(found, [-1, *at, len(found)], list(filter(None, keys)), whole)


# --- step 1: equal runs of the greatest worth -------------------------------------------------------------


def _match(a: Sequence[str], b: Sequence[str], depth: int = 0) -> list[_Island]:
    """Islands in order: the common head and tail, and the best chain of the words between them."""
    head, tail = _common_ends(a, b)
    found: list[_Island] = [(0, 0, head)] if head else []
    if min(len(a), len(b)) > head + tail:
        middle = _middle(a[head : len(a) - tail], b[head : len(b) - tail], depth)
        found += [(i + head, j + head, n) for i, j, n in middle]
    if tail:
        found.append((len(a) - tail, len(b) - tail, tail))
    return found


def _middle(a: Sequence[str], b: Sequence[str], depth: int) -> list[_Island]:
    """The best chain, exact where the pairs of equal words are few enough, else by the rarest words."""
    places: dict[str, list[int]] = {}
    for j, each in enumerate(b):
        places.setdefault(each, []).append(j)
    limit = WEIGHTS.points + WEIGHTS.points_per_word * (len(a) + len(b))
    counts = Counter(a) if len(a) * len(b) > limit else {}
    if sum(n * len(places.get(each, ())) for each, n in counts.items()) <= limit:
        return _chain(a, places)
    if depth == WEIGHTS.depth:
        return []
    rare: dict[str, list[int]] = {}
    for points, each in sorted((n * len(places[each]), each) for each, n in counts.items() if each in places):
        limit -= points
        if limit < 0:
            break
        rare[each] = places[each]
    return _between(a, b, _chain(a, rare), depth + 1)


def _between(a: Sequence[str], b: Sequence[str], anchors: list[_Island], depth: int) -> list[_Island]:
    """Anchors, and what matches between them."""
    found: list[_Island] = []
    i = j = 0
    for at, to, n in [*anchors, (len(a), len(b), 0)]:
        if anchors:
            found += [(x + i, y + j, z) for x, y, z in _match(a[i:at], b[j:to], depth)]
        if n:
            found.append((at, to, n))
        i, j = at + n, to + n
    return _joined(found)


def _joined(islands: list[_Island]) -> list[_Island]:
    """Islands that touch in both texts made one."""
    found: list[_Island] = []
    for i, j, n in islands:
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            i, j, n = found[-1][0], found[-1][1], found.pop()[2] + n
        found.append((i, j, n))
    return found


def _chain(a: Sequence[str], places: dict[str, list[int]]) -> list[_Island]:
    """The chain of equal words with the greatest worth less the price of its runs.

    `ends`, `scores` and `links` are the frontier: the best chain so far by where it ends in the new text.
    A link is (word in the old text, word in the new, link before it).
    """
    ends, scores, links = [-1], [0.0], [None]  # type: tuple[list[int], list[float], list[_Link | None]]
    row: dict[int, tuple[float, _Link]] = {}
    price, most = WEIGHTS.per_run, WEIGHTS.letters
    for i, each in enumerate(a):
        before, row = row, {}
        if each not in places:
            continue
        worth = WEIGHTS.per_word + WEIGHTS.per_letter * min(len(each), most)
        for j in places[each]:
            x = bisect_left(ends, j) - 1
            score, link = scores[x] - price, links[x]
            on = before.get(j - 1)
            if on and on[0] >= score:
                score, link = on
            row[j] = score + worth, (i, j, link)
        for j, (score, link) in row.items():
            x = y = bisect_left(ends, j)
            if scores[x - 1] < score:
                while y < len(ends) and scores[y] <= score:
                    y += 1
                ends[x:y], scores[x:y], links[x:y] = [j], [score], [link]
    return _unlinked(links[-1])


_Link = tuple[int, int, "_Link | None"]


def _unlinked(link: _Link | None) -> list[_Island]:
    pairs: list[_Island] = []
    while link is not None:
        pairs.append((link[0], link[1], 1))
        link = link[2]
    return _joined(pairs[::-1])


# --- step 2: which of them a person would keep ------------------------------------------------------------


def _keep(islands: list[_Island], a: int, b: int) -> list[_Island]:
    """The islands of the best chain when each edit between them costs by its length; `a`, `b`: words."""
    spots = [(0, 0, 0), *islands, (a, b, 0)]
    scores, back = [0.0], [0]
    for t in range(1, len(spots)):
        i, j, n = spots[t]
        best = float("-inf")
        for s in range(max(0, t - WEIGHTS.lookback), t):
            from_i, from_j, m = spots[s]
            longer = max(i - from_i, j - from_j) - m
            score = scores[s] - WEIGHTS.edit_word * longer - WEIGHTS.edit_log * log1p(longer)
            if score > best:
                best, at = score, s
        scores.append(best + n)
        back.append(at)
    kept = []
    t = back[-1]
    while t:
        kept.append(spots[t])
        t = back[t]
    return kept[::-1]


# --- step 3: where an insertion or a deletion stands ------------------------------------------------------


def _settle(a: _Side, b: _Side, islands: list[_Island]) -> list[_Island]:
    """The islands with each lone insertion or deletion moved to its best place."""
    settled: list[_Island] = [(0, 0, 0)]
    waiting = [(len(a.keys), len(b.keys), 0), *reversed(islands)]
    while waiting:
        (i, j, n), (x, y, m) = settled.pop(), waiting.pop()
        deleted, inserted = x - i - n, y - j - n
        move = 0
        if not deleted and not inserted:
            move = m
        elif not inserted:
            move = _shift(a, b, i + n, j + n, x, (n, m))
        elif not deleted:
            move = _shift(b, a, j + n, i + n, y, (n, m))
        before, after = (i, j, n + move), (x + move, y + move, m - move)
        if not before[2] and settled:
            waiting.append(after)
            continue
        settled.append(before)
        if after[2] or not waiting:
            settled.append(after)
    return [island for island in settled if island[2]]


def _shift(long: _Side, short: _Side, at: int, to: int, then: int, room: tuple[int, int]) -> int:
    """By how many words to move the words at..then of `long`, which `short` lacks at `to`; left is negative.

    `room`: words of the equal runs before and after.
    """
    left = right = 0
    while left < room[0] and long.keys[at - left - 1] == long.keys[then - left - 1]:
        left += 1
    while right < room[1] and long.keys[at + right] == long.keys[then + right]:
        right += 1
    reach = left + right
    if not reach:
        return 0
    # Of the words that stand twice in `long`: how the first x agree with `short`, and the rest of the second.
    first = _agreement(long, at - left, short, to - left, reach)
    second = _agreement(long, then - left, short, to - left, reach)
    agreed = sum(gap for gap, _ in second[1:]) + sum(word for _, word in second)
    ranks = []
    for x in range(reach + 1):
        ranks.append((agreed + max(first[x][0], second[x][0]), _opens(long, at - left + x), x))
        if x < reach:
            agreed += first[x][0] + first[x][1] - second[x + 1][0] - second[x][1]
    return max(ranks)[2] - left


def _agreement(long: _Side, at: int, short: _Side, to: int, reach: int) -> list[tuple[bool, bool]]:
    """For `reach` words from `at` and `to`: whether the blanks and signs before, and the word, are the same."""
    found = [
        (long.gap(at + x) == short.gap(to + x), long.word(at + x) == short.word(to + x)) for x in range(reach)
    ]
    return [*found, (long.gap(at + reach) == short.gap(to + reach), False)]


def _opens(side: _Side, word: int) -> bool:
    """Whether a word is the first of a paragraph, of a sentence, or after a label such as "(a)" or "2."."""
    gap = side.gap(word)
    return (
        (side.whole and word == 0)
        or any(sign in ".!?。؟।\n" for sign in gap)
        or (side.whole and word == 1 and ")" in gap)
    )


# --- runs -------------------------------------------------------------------------------------------------


class _Tape:
    """Collects runs; changes that touch become one delete and one insert."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.deleted = self.inserted = self.equal = ""

    def keep(self, text: str) -> None:
        if text:
            self._end_change()
            self.equal += text

    def change(self, deleted: str, inserted: str) -> None:
        # A lone blank between two replacements is not worth a run of its own.
        ops = [op for op, _ in self.runs[-2:]]
        if deleted and inserted and self.equal == " " and ops == ["delete", "insert"]:
            self.inserted, self.deleted = self.runs.pop()[1] + " ", self.runs.pop()[1] + " "
            self.equal = ""
        self._end_equal()
        self.deleted += deleted
        self.inserted += inserted

    def end(self) -> tuple[Run, ...]:
        self._end_change()
        self._end_equal()
        return tuple(self.runs)

    def _end_equal(self) -> None:
        if self.equal:
            self.runs.append(("equal", self.equal))
        self.equal = ""

    def _end_change(self) -> None:
        if self.deleted:
            self.runs.append(("delete", self.deleted))
        if self.inserted:
            self.runs.append(("insert", self.inserted))
        self.deleted = self.inserted = ""


def _runs(a: _Side, b: _Side, islands: list[_Island], head: str, tail: str) -> tuple[Run, ...]:
    tape = _Tape()
    tape.keep(head)
    if not (head or tail or islands):  # nothing is kept, so neither is a full stop
        tape.change("".join(a.tokens), "".join(b.tokens))
        return tape.end()
    i = j = 0
    for x, y, n in [*islands, (len(a.keys), len(b.keys), 0)]:
        _emit_gap(tape, a.tokens[a.at[i] + 1 : a.at[x + 1]], b.tokens[b.at[j] + 1 : b.at[y + 1]])
        some, others = a.tokens[a.at[x + 1] : a.at[x + n] + 1], b.tokens[b.at[y + 1] : b.at[y + n] + 1]
        if some == others:
            tape.keep("".join(some))
        else:
            _emit_words(tape, a, b, (x, y, n))
        i, j = x + n, y + n
    tape.keep(tail)
    return tape.end()


def _emit_words(tape: _Tape, a: _Side, b: _Side, island: _Island) -> None:
    """Words of one key, of which some differ in capitals, marks or the signs between them."""
    i, j, n = island
    for x in range(n):
        if x:
            _emit_gap(tape, a.gap(i + x), b.gap(j + x))
        old, new = a.word(i + x), b.word(j + x)
        if old == new:
            tape.keep(old)
        else:
            tape.change(old, new)


def _emit_gap(tape: _Tape, old: list[str], new: list[str]) -> None:
    """What stands between two kept words; what is the same at its ends is kept."""
    if old == new:
        tape.keep("".join(old))
        return
    head, tail = _common_ends(old, new)
    tape.keep("".join(old[:head]))
    tape.change("".join(old[head : len(old) - tail]), "".join(new[head : len(new) - tail]))
    tape.keep("".join(old[len(old) - tail :]))
