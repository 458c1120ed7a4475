"""The words of the field, one meaning each, as the glossary explains them."""

from django.utils.translation import gettext_lazy as _

GLOSSARY = [
    (
        _("Ask"),
        _("One thing that somebody wants of the text: keep this, change that wording, delete, add, clarify."),
    ),
    (
        _("Board"),
        _("The stakeholders who read what is said and publish reflections. It advises; it does not decide."),
    ),
    (
        _("Concordance"),
        _("The table that says which paragraph of each draft became which in the next."),
    ),
    (
        _("Confidential"),
        _("Read by the secretariat alone. It counts in totals and nowhere else."),
    ),
    (
        _("Contribution"),
        _("What somebody said, in any way: a form, an e-mail, a paper, an office hour."),
    ),
    (
        _("Corrigendum"),
        _("A corrected draft that openly takes the place of a published one."),
    ),
    (
        _("Declared"),
        _("What an organisation says of itself, until the secretariat has verified it."),
    ),
    (
        _("Draft"),
        _("One revision of the text, such as the Zero Draft or Revision 1."),
    ),
    (
        _("Flag"),
        _(
            "A wording device that is known to strengthen or soften a text, found by a rule whose source is named. "
            "It is not a verdict; the board judges it."
        ),
    ),
    (
        _("Mandate"),
        _("The terms of reference of the board: what it is asked to do."),
    ),
    (
        _("Moved"),
        _("A paragraph that stands at another place in the order than before."),
    ),
    (
        _("Receipt"),
        _("The page with your private link, by which you can correct or withdraw what you said."),
    ),
    (
        _("Record"),
        _(
            "The list of every act in its order. Entries are never changed, and each is sealed onto the one before."
        ),
    ),
    (
        _("Redline"),
        _("The words that went and the words that came, marked in the text."),
    ),
    (
        _("Region"),
        _(
            "The regional group that somebody gives, in the words of the process, or “global”, or “not stated”."
        ),
    ),
    (
        _("Reworded, split, joined"),
        _("A paragraph whose words changed; that became several; that several became."),
    ),
    (
        _("Stakeholder group"),
        _("Government, civil society, private sector and so on, in the words of the process."),
    ),
    (
        _("Topic"),
        _(
            "A named set of paragraphs or terms that people speak of, or of something that is in no paragraph."
        ),
    ),
]
