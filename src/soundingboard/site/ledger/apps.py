from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "soundingboard.site.ledger"
    label = "ledger"
