"""Addresses of this room."""

from django.urls import include, path

from soundingboard.site.contributions import views

urlpatterns = [  # those with names of contributions after those with fixed ones
    path("", include("soundingboard.site.contributions.uploads.urls")),
    path("", include("soundingboard.site.contributions.naming.urls")),
    path("", include("soundingboard.site.contributions.intake.urls")),
    path("", include("soundingboard.site.contributions.said.urls")),
    path("", include("soundingboard.site.contributions.closing.urls")),
    path("contributions/", views.contributions, name="contributions"),
    path("contributions/<slug:name>/", views.contribution, name="contribution"),
    path("contributions/<slug:name>/read/", views.contribution_read, name="contribution-read"),
    path("say/", views.say, name="say"),
    path("say/redline/", views.redline_preview, name="redline-preview"),
    path("receipt/new/", views.new_link, name="new-link"),
    path("receipt/<slug:name>/<str:mac>/", views.receipt, name="receipt"),
    path("receipt/<slug:name>/<str:mac>/correct/", views.correct, name="correct"),
    path("receipt/<slug:name>/<str:mac>/withdraw/", views.withdraw, name="withdraw"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("orphans/", views.orphans, name="orphans"),
]
