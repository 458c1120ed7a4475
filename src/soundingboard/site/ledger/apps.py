from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "soundingboard.site.ledger"
    label = "ledger"

    def ready(self) -> None:
        """What is traced follows the drafts, and what is asked of them; who dealt with something tells its author."""
        from soundingboard.site.contributions.intake.deciding import dealt
        from soundingboard.site.contributions.tallies import asks_changed
        from soundingboard.site.drafts.comparing import compared
        from soundingboard.site.ledger.actions import noticing, tracing
        from soundingboard.site.reflections.actions.signing import came_out

        compared.connect(tracing.trace_compared, dispatch_uid="trace_compared")
        asks_changed.connect(tracing.trace_changed, dispatch_uid="trace_changed")
        came_out.connect(tracing.mark_published, dispatch_uid="mark_published")
        dealt.connect(noticing.linked, dispatch_uid="linked")
