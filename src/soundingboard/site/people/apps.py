from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "soundingboard.site.people"
    label = "people"
