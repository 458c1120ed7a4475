"""Three invented reflections, each with what its statements ask: the words, the kind, the paragraphs.

Written to see whether the rules hold in other words than those they were made on; the organisations are invented.
An expected paragraph is a number of the draft under review, or "zero:12" for one of the Zero Draft.
"""

VALLEY = """
# Comments of the Valley Water Council on the second revision of the Rivers Compact

The Council is pleased with the tighter structure of the draft and thanks the drafters for their openness.

## What should stay

* Free passage for migrating fish (paragraphs 4 and 9)
* The duty to publish flow data every month (para 12), and the yearly audit by an outside body (para 13)
* Cross-border alarm plans (paras 20-22).

We are grateful for the inclusion of small farmers (para 6), the reinforcement of the language on drought planning \
(para 8); a sharper definition of pollution (paras 14, 15); and the introduction of a complaints desk (para 31).

At the same time we regret the removal of the limits on nitrate (para 17), the dilution of the duty to consult \
(Zero Draft para 19), and the loss of any mention of wetlands (para 24).

## Dams (paras 40, 41)

The new sentence on fish ladders is most welcome. Who has to pay for them remains unclear. We recommend a firmer verb, \
because "are encouraged to" has changed nothing in twenty years. Paragraph 41 should read "Operators shall open the \
gates" instead of "Operators may open the gates".

## Ice (para 50)

We see no need for a new committee. Please move this paragraph to the annex.
"""

VALLEY_ASKS = [
    ("pleased with the tighter structure of the draft", "remark", []),
    ("Free passage for migrating fish", "retain", ["4", "9"]),
    ("The duty to publish flow data every month", "retain", ["12"]),
    ("the yearly audit by an outside body", "retain", ["13"]),
    ("Cross-border alarm plans", "retain", ["20", "21", "22"]),
    ("the inclusion of small farmers", "retain", ["6"]),
    ("the reinforcement of the language on drought planning", "retain", ["8"]),
    ("a sharper definition of pollution", "retain", ["14", "15"]),
    ("the introduction of a complaints desk", "retain", ["31"]),
    ("the removal of the limits on nitrate", "reinstate", ["17"]),
    ("the dilution of the duty to consult", "strengthen", ["zero:19"]),
    ("the loss of any mention of wetlands", "reinstate", ["24"]),
    ("The new sentence on fish ladders is most welcome", "retain", ["40", "41"]),
    ("Who has to pay for them remains unclear", "clarify", ["40", "41"]),
    ("We recommend a firmer verb", "strengthen", ["40", "41"]),
    ("Paragraph 41 should read", "strengthen", ["41"]),
    ("We see no need for a new committee", "oppose", ["50"]),
    ("Please move this paragraph to the annex", "move", ["50"]),
]

GUILD = """
**Guild of Night Bakers: our reading of Rev.1**

**Elements to keep**

1. Rest after six nights (para 7), quiet ovens (para 11) and clean flour (paras 30 to 32).
2. Pay for waiting time (para 18), which replaces "may be paid" by "shall be paid" and is a clear improvement.

**Elements to reconsider**

Members applaud the attention given to apprentices (paras 2, 5). They are nevertheless worried by the disappearance of \
the paragraph on night buses (para 14), and by the weaker wording on dust (para 15).

In para 21, kindly delete "where possible". We would also ask that the word "yearly" be inserted after "inspection" in \
para 22, so that nobody can wait until the end of the term.

It would be helpful to know whether para 23 covers family shops. Should the fund in para 26 be open to co-operatives?

We do not ask for the deletion of para 27; it must not be watered down.

Proposed wording:

28. Every bakery ~~may~~ **shall** keep a first-aid box.

Nothing in the draft speaks about the noise of delivery vans. We call for a new paragraph on it.
"""

GUILD_ASKS = [
    ("Rest after six nights", "retain", ["7"]),
    ("quiet ovens", "retain", ["11"]),
    ("clean flour", "retain", ["30", "31", "32"]),
    ("Pay for waiting time", "retain", ["18"]),
    ("Members applaud the attention given to apprentices", "retain", ["2", "5"]),
    ("worried by the disappearance of the paragraph on night buses", "reinstate", ["14"]),
    ("by the weaker wording on dust", "strengthen", ["15"]),
    ('kindly delete "where possible"', "delete", ["21"]),
    ('the word "yearly" be inserted', "add", ["22"]),
    ("It would be helpful to know whether para 23 covers family shops", "clarify", ["23"]),
    ("Should the fund in para 26 be open to co-operatives?", "question", ["26"]),
    ("it must not be watered down", "retain", ["27"]),
    ("28. Every bakery", "strengthen", ["28"]),
    ("We call for a new paragraph on it", "add", []),
]

OBSERVERS = """
The Observers of the Northern Lights met twice on Revision 2.

Points on which we commend the drafters: the clarification of who keeps the register (para 3); the longer time for \
replies (para 5); the explicit mention of schools (paras 8/9) and of libraries (para 10).

Points that trouble us: the omission of the reference to starlight (para 12), the narrowing of the scope to cities \
(para 13), and vague wording on costs (para 16). Moreover, the postponement of the review (para 33).

On lamps, although paragraph 18 has been strengthened, the text fails to define "warm light". We suggest replacing \
"lamp" with "light source" in paragraphs 18 and 19.

We strongly oppose paragraph 25. Paragraph 26 is right and ought to be preserved. The passage on billboards, deleted \
from the Zero Draft (paragraph 40), should be brought back.

Paragraphs 34 and 35 repeat each other; they could be merged.
"""

OBSERVERS_ASKS = [
    ("the clarification of who keeps the register", "retain", ["3"]),
    ("the longer time for replies", "retain", ["5"]),
    ("the explicit mention of schools", "retain", ["8", "9"]),
    ("of libraries", "retain", ["10"]),
    ("the omission of the reference to starlight", "reinstate", ["12"]),
    ("the narrowing of the scope to cities", "strengthen", ["13"]),
    ("vague wording on costs", "clarify", ["16"]),
    ("the postponement of the review", "strengthen", ["33"]),
    ("although paragraph 18 has been strengthened", "retain", ["18"]),
    ('the text fails to define "warm light"', "clarify", ["18"]),
    ('We suggest replacing "lamp" with "light source"', "amend", ["18", "19"]),
    ("We strongly oppose paragraph 25", "oppose", ["25"]),
    ("Paragraph 26 is right", "retain", ["26"]),
    ("should be brought back", "reinstate", ["zero:40"]),
    ("they could be merged", "move", ["34", "35"]),
]

REFLECTIONS = {
    "valley": (VALLEY, VALLEY_ASKS),
    "guild": (GUILD, GUILD_ASKS),
    "observers": (OBSERVERS, OBSERVERS_ASKS),
}
