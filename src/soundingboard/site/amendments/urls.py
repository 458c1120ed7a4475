"""Addresses of amendments; they come before those of paragraphs, since "compilation" is none."""

from django.urls import path

from soundingboard.site.amendments import views

urlpatterns = [
    path("amendments/", views.amendments, name="amendments"),
    path("amendments.<slug:form>", views.amendments_data, name="amendments-data"),
    path("amendments/new/", views.amendment_new, name="amendment-new"),
    path("amendments/new/preview/", views.amendment_preview, name="amendment-preview"),
    path("amendments/adopt/", views.amendment_adopt, name="amendment-adopt"),
    path("amendments/<slug:name>/", views.amendment, name="amendment"),
    path("amendments/<slug:name>.json", views.amendment_data, name="amendment-data"),
    path("amendments/<slug:name>/withdraw/", views.amendment_withdraw, name="amendment-withdraw"),
    path("amendments/<slug:name>/carry/", views.amendment_carry, name="amendment-carry"),
    path("amendments/<slug:name>/support/", views.amendment_support, name="amendment-support"),
    path("drafts/<slug:draft>/compilation/", views.compilation, name="compilation"),
    path("drafts/<slug:draft>/compilation.<slug:form>", views.compilation_data, name="compilation-data"),
]
