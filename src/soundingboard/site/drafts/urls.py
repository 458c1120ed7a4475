"""Addresses of this room."""

from django.http import HttpResponse
from django.urls import path


def soon(request, **kwargs):
    return HttpResponse("soon")


urlpatterns = [
    path("drafts/", soon, name="drafts"),
    path("drafts/<slug:draft>.json", soon, name="draft-data"),
    path("drafts/<slug:draft>/changes.<str:form>", soon, name="draft-changes"),
    path("drafts/<slug:draft>/original", soon, name="draft-original"),
    path("concordance/", soon, name="concordance"),
    path("publishing/", soon, name="publishing"),
    path("publishing/<slug:draft>/", soon, name="reading"),
    path("publishing/<slug:draft>/publish/", soon, name="publish"),
    path("publishing/<slug:draft>/corrigendum/", soon, name="corrigendum"),
    path("publishing/<slug:draft>/deadline/", soon, name="deadline"),
    path("publishing/<slug:draft>/<str:eid>/", soon, name="reading-paragraph"),
    path("flags/", soon, name="flag"),
]
