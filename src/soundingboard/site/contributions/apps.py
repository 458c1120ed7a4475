from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "soundingboard.site.contributions"
    label = "contributions"

    def ready(self) -> None:
        """A draft that stands in another language is news to what waits in that language."""
        from soundingboard.site.contributions.intake.suggesting import suggest_through
        from soundingboard.site.drafts.actions import version_kept

        version_kept.connect(suggest_through, dispatch_uid="suggest_through")
