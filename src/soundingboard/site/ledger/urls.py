"""Addresses of the ledger, of answers, the clock and contests."""

from django.urls import path

from soundingboard.site.ledger.views import answers, clock, contests, entry, ledger

urlpatterns = [  # those with names after those with fixed ones
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger.<slug:form>", ledger.ledger_data, name="ledger-data"),
    path("ledger/trace/", ledger.trace, name="trace"),
    path("ledger/confirm/", entry.confirm, name="confirm"),
    path("ledger/answer/", answers.answer_choose, name="answer-choose"),
    path("ledger/<slug:name>/", entry.entry, name="entry"),
    path("ledger/<slug:name>/why-not/", entry.why_not, name="why-not"),
    path("answers/", answers.answers, name="answers"),
    path("answers.<slug:form>", answers.answers_data, name="answers-data"),
    path("answers/new/", answers.answer_new, name="answer-new"),
    path("answers/set/", answers.answers_set, name="answers-set"),
    path("clock/", clock.clock, name="clock"),
    path("clock.<slug:form>", clock.clock_data, name="clock-data"),
    path("contests/", contests.contests, name="contests"),
    path("contests/<slug:name>/", contests.contest_answer, name="contest-answer"),
    path("receipt/<slug:name>/<str:mac>/contest/", contests.contest, name="contest"),
]
