"""Addresses of this room."""

from django.urls import path

from soundingboard.site.drafts.views import desk, public, reading, versions

urlpatterns = [
    path("drafts/", public.drafts, name="drafts"),
    path("drafts/<slug:draft>.json", public.draft_data, name="draft-data"),
    path("drafts/<slug:draft>/changes.<str:form>", public.draft_changes, name="draft-changes"),
    path("drafts/<slug:draft>/original", public.draft_original, name="draft-original"),
    path("drafts/<slug:draft>/in/<str:language>/", versions.draft_in, name="draft-in"),
    path(
        "drafts/<slug:draft>/in/<str:language>/original",
        versions.draft_in_original,
        name="draft-in-original",
    ),
    path("concordance/", public.concordance, name="concordance"),
    path("publishing/", desk.publishing, name="publishing"),
    path("publishing/<slug:draft>/", reading.reading, name="reading"),
    path("publishing/<slug:draft>/publish/", desk.publish, name="publish"),
    path("publishing/<slug:draft>/corrigendum/", desk.corrigendum, name="corrigendum"),
    path("publishing/<slug:draft>/deadline/", desk.deadline, name="deadline"),
    path("publishing/<slug:draft>/languages/", versions.versions, name="versions"),
    path("publishing/<slug:draft>/languages/<str:language>/", versions.version, name="version"),
    path("publishing/<slug:draft>/<str:eid>/", reading.reading_paragraph, name="reading-paragraph"),
    path("flags/", public.flag, name="flag"),
]
