"""Addresses of files of contributions."""

from django.urls import path

from soundingboard.site.contributions.uploads import views

urlpatterns = [
    path("intake/uploads/", views.uploads, name="uploads"),
    path("intake/uploads/<int:pk>/", views.upload, name="upload"),
    path("intake/uploads/<int:pk>.csv", views.upload_report, name="upload-report"),
    path("intake/files/<int:pk>/", views.uploaded_file, name="uploaded-file"),
    path("intake/files/<int:pk>/remove/", views.file_remove, name="file-remove"),
]
