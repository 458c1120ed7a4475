"""Addresses of intake."""

from django.urls import path

from soundingboard.site.contributions.intake import views

urlpatterns = [
    path("intake/", views.intake, name="intake"),
    path("intake/<slug:name>/", views.intake_one, name="intake-one"),
    path("intake/<slug:name>/act/", views.intake_act, name="intake-act"),
    path("intake/<slug:name>/ask/", views.intake_ask, name="intake-ask"),
    path("intake/<slug:name>/redact/", views.redact, name="redact"),
    path("intake/<slug:name>/set-aside/", views.set_aside, name="set-aside"),
    path("moderation/", views.moderation, name="moderation"),
    path("moderation.<slug:form>", views.moderation_data, name="moderation-data"),
]
