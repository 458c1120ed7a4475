from django.apps import AppConfig


class AmendmentsConfig(AppConfig):
    name = "soundingboard.site.amendments"
    label = "amendments"
