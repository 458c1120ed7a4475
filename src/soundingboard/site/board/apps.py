from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "soundingboard.site.board"
    label = "board"
