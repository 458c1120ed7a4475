from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    name = "soundingboard.site.reflections"
    label = "reflections"
