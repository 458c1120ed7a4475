"""The web server and the worker, in two processes; when one ends, so does the other."""

import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

_THREADS = 32  # requests at once: a phone that sends slowly holds one, and must not keep the others out
_POLL = 0.5  # seconds between looks at the two processes
_PATIENCE = 10  # seconds that each has to finish what it is doing


class Command(BaseCommand):
    help = "Serve the site"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        _must_be_free(options["host"], options["port"])
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        processes = [subprocess.Popen(command) for command in (_web(**options), _worker())]  # noqa: S603 (our own)
        signal.signal(signal.SIGTERM, lambda *_about: sys.exit(0))
        self.stdout.write(_("Serving {address}; stop with Ctrl-C").format(address=settings.SITE_ADDRESS))
        try:
            _watch(processes)
        finally:
            _end(processes)


def _web(host: str, port: int, **_others: Any) -> list[str]:
    application = "soundingboard.site.wsgi:application"
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    # One process, so that limits and caches in memory hold for every request.
    return [
        *server,
        "--workers",
        "1",
        "--blocking-threads",
        str(_THREADS),
        "--log-level",
        "error",
        application,
    ]


def _worker() -> list[str]:
    command = "from django.core.management import execute_from_command_line as run; import sys; run(sys.argv)"
    return [sys.executable, "-c", command, "db_worker", "--interval", "0.3", "--no-startup-delay"]


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            words = _("port {port} cannot be used ({reason}): stop what listens there, or choose --port")
            raise CommandError(words.format(port=port, reason=os.strerror(error.errno or 0))) from None


def _watch(processes: list["subprocess.Popen[bytes]"]) -> None:
    """Until one of them ends or someone interrupts. A worker that was killed is started again."""
    web = processes[0]
    while web.poll() is None:
        if processes[1].poll() is not None:
            processes[1] = subprocess.Popen(_worker())  # noqa: S603 (our own)
        time.sleep(_POLL)
    raise CommandError(_("the web server has ended; its last words stand above"))


def _end(processes: list["subprocess.Popen[bytes]"]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
