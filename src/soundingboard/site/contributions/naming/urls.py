"""Addresses where words and topics are named."""

from django.urls import path

from soundingboard.site.contributions.naming import views

urlpatterns = [
    path("intake/words/", views.words, name="words"),
    path("topics/new/", views.topic_new, name="topic-new"),
    path("topics/suggested/", views.topics_suggested, name="topics-suggested"),
    path("topics/<slug:slug>/edit/", views.topic_edit, name="topic-edit"),
    path("topics/<slug:slug>/merge/", views.topic_merge, name="topic-merge"),
]
