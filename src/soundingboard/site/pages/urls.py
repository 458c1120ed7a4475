"""Addresses of this room: the pages that compose several others."""

from django.urls import path

from soundingboard.site.pages import document_views as documents
from soundingboard.site.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("privacy/", views.privacy, name="privacy"),
    path("glossary/", views.glossary, name="glossary"),
    path("<slug:process>/", views.process, name="process"),
    path("<slug:process>/desk/", views.desk, name="desk"),
    path("<slug:process>/search/", views.search, name="search"),
    path("<slug:process>/report/", documents.report, name="report"),
    path("<slug:process>/report.<slug:form>", documents.report_file, name="report-file"),
    path("<slug:process>/topics/<slug:slug>/brief.<slug:form>", documents.topic_brief, name="topic-brief"),
    path("<slug:process>/drafts/<slug:draft>/", views.draft, name="draft"),
    path("<slug:process>/drafts/<slug:draft>/checks/", documents.checks, name="checks"),  # before paragraphs
    path("<slug:process>/drafts/<slug:draft>/checks.<slug:form>", documents.checks_data, name="checks-data"),
    path("<slug:process>/drafts/<slug:draft>/<str:eid>/brief.<slug:form>", documents.brief, name="brief"),
    path("<slug:process>/drafts/<slug:draft>/<str:eid>/", views.paragraph, name="paragraph"),
]
