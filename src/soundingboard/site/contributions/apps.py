from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "soundingboard.site.contributions"
    label = "contributions"
