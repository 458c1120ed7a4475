"""Addresses of who says what, and of the same as data."""

from django.urls import path, re_path

from soundingboard.site.contributions.said import views

urlpatterns = [
    path("who-said-what/", views.who_said_what, name="matrix"),
    path("who-said-what.<slug:form>", views.who_said_what_data, name="matrix-data"),
    path("coverage/", views.coverage, name="coverage"),
    path("coverage.<slug:form>", views.coverage_data, name="coverage-data"),
    path("contributions.<slug:form>", views.contributions_data, name="contributions-data"),
    path("topics.<slug:form>", views.topics_data, name="topics-data"),
    path("topics/<slug:slug>.<slug:form>", views.topic_data, name="topic-data"),
    # "changes.json" is the comparison of two drafts, and no paragraph.
    re_path(
        r"^drafts/(?P<draft>[-\w]+)/(?!changes\.)(?P<eid>[^/]+)\.(?P<form>json|csv)$",
        views.paragraph_data,
        name="paragraph-data",
    ),
]
