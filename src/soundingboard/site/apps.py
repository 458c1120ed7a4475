from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The house itself: base templates, static files, tags; no models."""

    name = "soundingboard.site"
    label = "site"

    def ready(self) -> None:
        from django.utils.translation import get_language

        from soundingboard.i18n import translations, use_translations

        use_translations(lambda: translations(get_language() or "en"))
