"""The commands of the site: each hands over to a command of Django's, which knows the database."""

import argparse
import os
import sys
from getpass import getpass
from typing import Any

from soundingboard.errors import InputError
from soundingboard.i18n import _


def load(options: argparse.Namespace) -> int:
    """`soundingboard load`"""
    return _run("load", options.folder)


def export(options: argparse.Namespace) -> int:
    """`soundingboard export`"""
    return _run("export", options.folder, process=options.process)


def serve(options: argparse.Namespace) -> int:
    """`soundingboard serve`"""
    return _run("serve", host=options.host, port=options.port)


def account(options: argparse.Namespace) -> int:
    """`soundingboard account`"""
    if sys.stdin.isatty():
        password = getpass(_("Password (twelve characters or more): "))
    else:
        password = sys.stdin.readline().rstrip("\n")
    return _run("account", options.login, password, process=options.process, role=options.role)


def _run(name: str, *arguments: str, **options: Any) -> int:
    """Run one of Django's commands on an up-to-date database; its complaint is ours, in one line."""
    try:
        import django
        from django.core.management import CommandError, call_command
    except ModuleNotFoundError:
        words = _("the site is not installed: install soundingboard with its extra, soundingboard[site]")
        raise InputError(words) from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soundingboard.site.settings")
    try:
        django.setup()
        call_command("migrate", verbosity=0)
        call_command(name, *arguments, **options)
    except CommandError as error:
        raise InputError(str(error)) from None
    except OSError as error:
        words = _("the site's folder cannot be used: {reason}; set SOUNDINGBOARD_HOME")
        raise InputError(words.format(reason=error)) from None
    return 0
