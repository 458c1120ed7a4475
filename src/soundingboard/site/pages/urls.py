"""Addresses of this room: the pages that compose several others."""

from django.urls import path

from soundingboard.site.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("privacy/", views.privacy, name="privacy"),
    path("glossary/", views.glossary, name="glossary"),
    path("<slug:process>/", views.process, name="process"),
    path("<slug:process>/desk/", views.desk, name="desk"),
    path("<slug:process>/search/", views.search, name="search"),
    path("<slug:process>/drafts/<slug:draft>/", views.draft, name="draft"),
    path("<slug:process>/drafts/<slug:draft>/<str:eid>/", views.paragraph, name="paragraph"),
]
