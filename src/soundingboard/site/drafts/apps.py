from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "soundingboard.site.drafts"
    label = "drafts"
