from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "soundingboard.site.pages"
    label = "pages"
