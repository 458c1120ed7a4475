from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "soundingboard.site.record"
    label = "record"
