"""Addresses: each room has its own; they mirror the names of the field."""

from django.urls import include, path

from soundingboard.site import views

handler400 = "soundingboard.site.views.not_understood"
handler404 = "soundingboard.site.views.not_found"
handler403 = "soundingboard.site.views.not_allowed"

urlpatterns = [
    path("healthy/", views.healthy, name="healthy"),
    path("zone/", views.zone, name="zone"),
    path("", include("soundingboard.site.people.urls")),
    path("<slug:process>/", include("soundingboard.site.amendments.urls")),  # "compilation" is no paragraph
    path("", include("soundingboard.site.pages.urls")),
    path("<slug:process>/", include("soundingboard.site.record.urls")),
    path("<slug:process>/", include("soundingboard.site.processes.urls")),
    path("<slug:process>/", include("soundingboard.site.board.urls")),
    path("<slug:process>/", include("soundingboard.site.ledger.urls")),
    path("<slug:process>/", include("soundingboard.site.reflections.urls")),
    path("<slug:process>/", include("soundingboard.site.contributions.urls")),
    path("<slug:process>/", include("soundingboard.site.drafts.urls")),
]
