"""Addresses of this room."""

from django.urls import path

from soundingboard.site.board import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/seats/new/", views.seat_new, name="seat-new"),
    path("board/seats/<int:pk>/", views.seat_edit, name="seat-edit"),
    path("events/", views.events, name="events"),
    path("events.ics", views.events_calendar, name="events-calendar"),
    path("events/new/", views.event_new, name="event-new"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("events/<slug:slug>.ics", views.event_calendar, name="event-calendar"),
    path("events/<slug:slug>/edit/", views.event_edit, name="event-edit"),
    path("events/<slug:slug>/notes/", views.event_notes, name="event-notes"),
    path("outputs/", views.outputs, name="outputs"),
    path("outputs.atom", views.outputs_feed, name="outputs-feed"),
    path("outputs/new/", views.output_new, name="output-new"),
    path("outputs/<slug:slug>/", views.output, name="output"),
    path("outputs/<slug:slug>/edit/", views.output_edit, name="output-edit"),
    path("outputs/<slug:slug>/publish/", views.output_publish, name="output-publish"),
    path("report/edit/", views.report_edit, name="report-edit"),
]
