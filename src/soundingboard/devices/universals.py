"""A word put between "all" and its noun, or taken from there: who is meant becomes fewer or more."""

from soundingboard.devices.finding import Finding, Pair, Words
from soundingboard.devices.rulebook import Rule, Rulebook
from soundingboard.devices.sides import Side

# More words than this are a clause, not a modifier of the noun.
LONGEST_MODIFIER = 2


def _limits(side: Side, first: int, stop: int, book: Rulebook) -> bool:
    """Whether words between a quantifier and a noun tell who is meant, not how much or how many."""
    words = side.words[first:stop]
    grammar = book.grammar
    light = grammar["no_limits"] | grammar["prepositions"] | grammar["links"]
    endings = tuple(grammar["adverb_endings"]) or ("\0",)
    return all(word[0].isalpha() and word not in light and not word.endswith(endings) for word in words)


def _is_noun_after(side: Side, at: int, book: Rulebook) -> bool:
    """Whether a noun may stand here, and none of effort ("all appropriate measures")."""
    if at >= len(side.words) or not side.words[at][0].isalpha():
        return False
    grammar = book.grammar
    return (
        side.words[at]
        not in grammar["no_limits"] | grammar["efforts"] | grammar["prepositions"] | grammar["links"]
    )


def _degrees(pair: Pair, book: Rulebook, *, new: bool) -> set[int]:
    """Words of degree, which limit nothing: "all full and meaningful forms" are all forms."""
    hits = pair.new_hits if new else pair.old_hits
    rules = [rule.id for rule in book.rules if rule.added.device == "intensity" and rule.kind == "presence"]
    return {at for rule in rules for hit in hits.get(rule, []) for at in range(hit.first, hit.stop)}


def _phrase(side: Side, first: int, stop: int, degrees: set[int], book: Rulebook) -> Words | None:
    """From the quantifier that stayed to the noun that stayed, around the words [first, stop)."""
    if not 0 < stop - first <= LONGEST_MODIFIER or first == 0 or not degrees.isdisjoint(range(first, stop)):
        return None
    if side.words[first - 1] not in book.grammar["universals"] or not _is_noun_after(side, stop, book):
        return None
    return (first - 1, stop + 1) if _limits(side, first, stop, book) else None


def find_modifiers(pair: Pair, rule: Rule, book: Rulebook) -> list[Finding]:
    """What the rule on modifiers after a universal quantifier finds in a pair of texts."""
    universals = book.grammar["universals"]
    if universals.isdisjoint(pair.old.words) and universals.isdisjoint(pair.new.words):
        return []
    old_degrees, new_degrees = _degrees(pair, book, new=False), _degrees(pair, book, new=True)
    found = []
    for gap in pair.gaps:
        if gap.old_first == gap.old_stop:
            words = _phrase(pair.new, gap.new_first, gap.new_stop, new_degrees, book)
            if words:
                bare = (gap.old_first - 1, gap.old_first + 1)
                found.append(Finding(rule, rule.dropped, bare, words))
        elif gap.new_first == gap.new_stop:
            words = _phrase(pair.old, gap.old_first, gap.old_stop, old_degrees, book)
            if words:
                bare = (gap.new_first - 1, gap.new_first + 1)
                found.append(Finding(rule, rule.added, words, bare))
    return found
