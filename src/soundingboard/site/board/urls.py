"""Addresses of this room."""

from django.http import HttpResponse
from django.urls import path


def soon(request, **kwargs):
    return HttpResponse("soon")


urlpatterns = [
    path("board/", soon, name="board"),
    path("board/seats/new/", soon, name="seat-new"),
    path("board/seats/<int:pk>/", soon, name="seat-edit"),
    path("events/", soon, name="events"),
    path("events.ics", soon, name="events-calendar"),
    path("events/new/", soon, name="event-new"),
    path("events/<slug:slug>/", soon, name="event"),
    path("events/<slug:slug>.ics", soon, name="event-calendar"),
    path("events/<slug:slug>/edit/", soon, name="event-edit"),
    path("outputs/", soon, name="outputs"),
    path("outputs.atom", soon, name="outputs-feed"),
    path("outputs/new/", soon, name="output-new"),
    path("outputs/<slug:slug>/", soon, name="output"),
    path("outputs/<slug:slug>/edit/", soon, name="output-edit"),
    path("outputs/<slug:slug>/publish/", soon, name="output-publish"),
]
