from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "soundingboard.site.processes"
    label = "processes"
