"""Addresses of this room."""

from django.urls import path

from soundingboard.site.record import views

urlpatterns = [
    path("record/", views.record, name="record"),
    path("record.jsonl", views.record_data, name="record-data"),
    path("record/<str:kind>/<str:name>/", views.record_object, name="record-object"),
]
