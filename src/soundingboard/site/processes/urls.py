"""Addresses of this room."""

from django.urls import path

from soundingboard.site.processes import views

urlpatterns = [
    path("mandate/", views.mandate, name="mandate"),
    path("mandate/new/", views.mandate_new, name="mandate-new"),
    path("milestones/", views.milestones, name="milestones"),
    path("milestones/<int:pk>/", views.milestone_edit, name="milestone-edit"),
]
