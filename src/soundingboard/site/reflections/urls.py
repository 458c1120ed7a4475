"""Addresses of reflections."""

from django.urls import path

from soundingboard.site.reflections import views

urlpatterns = [
    path("reflections/", views.reflections, name="reflections"),
    path("reflections/new/", views.reflection_new, name="reflection-new"),
    path("reflections/<slug:slug>/", views.reflection, name="reflection"),
    path("reflections/<slug:slug>.<str:form>", views.reflection_file, name="reflection-file"),
    path("reflections/<slug:slug>/edit/", views.reflection_edit, name="reflection-edit"),
    path("reflections/<slug:slug>/statements/new/", views.section_new, name="section-new"),
    path("reflections/<slug:slug>/statements/<str:name>/", views.section_edit, name="section-edit"),
    path("reflections/<slug:slug>/statements/<str:name>/move/", views.section_move, name="section-move"),
    path("reflections/<slug:slug>/word.docx", views.reflection_word, name="reflection-word"),
    path("reflections/<slug:slug>/word/", views.reflection_return, name="reflection-return"),
    path("reflections/<slug:slug>/word/<int:pk>/", views.reflection_returned, name="reflection-returned"),
    path(
        "reflections/<slug:slug>/word/<int:pk>/file",
        views.reflection_return_file,
        name="reflection-return-file",
    ),
    path("reflections/<slug:slug>/sign/", views.reflection_sign, name="reflection-sign"),
    path("reflections/<slug:slug>/state/", views.reflection_state, name="reflection-state"),
    path("reflections/<slug:slug>/publish/", views.reflection_publish, name="reflection-publish"),
]
