from django.apps import AppConfig


class FolderConfig(AppConfig):
    name = "soundingboard.site.folder"
    label = "folder"
