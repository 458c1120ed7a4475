"""Settings of the site: safe as they stand, changed from outside by the variables that `environment` reads."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from soundingboard.site.environment import environment, mail
from soundingboard.site.spoken import style_hashes

HERE = Path(__file__).parent
GIVEN = environment()

SECRET_KEY = GIVEN.secret
DEBUG = False
ALLOWED_HOSTS = list(GIVEN.hosts)
CSRF_TRUSTED_ORIGINS = [GIVEN.address]
ROOT_URLCONF = "soundingboard.site.urls"
WSGI_APPLICATION = "soundingboard.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "soundingboard.site",
    "soundingboard.site.record",
    "soundingboard.site.people",
    "soundingboard.site.processes",
    "soundingboard.site.drafts",
    "soundingboard.site.contributions",
    "soundingboard.site.amendments",
    "soundingboard.site.reflections",
    "soundingboard.site.ledger",
    "soundingboard.site.board",
    "soundingboard.site.pages",
    "soundingboard.site.folder",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "soundingboard.site.middleware.refuse_floods",
    "soundingboard.site.middleware.keep_what_was_typed",
    "soundingboard.site.middleware.show_times_in_zone",
    "soundingboard.site.middleware.say_who",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.templatetags.tz",
                "soundingboard.site.templatetags.furniture",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": GIVEN.home / "soundingboard.sqlite3",
        "OPTIONS": {
            "timeout": 20,  # seconds: a writer waits for another (web and worker share the file)
            "transaction_mode": "IMMEDIATE",  # so that two writers queue up instead of one failing half way
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
                "PRAGMA secure_delete=ON;"  # what is erased is overwritten
            ),
        },
        "CONN_MAX_AGE": None,
    }
}

_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY, "OPTIONS": {"MAX_ENTRIES": 20_000}},  # counts of limits, a few bytes each
    "pages": {"BACKEND": _MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 300}},  # some 60 MB at most
}
SESSION_COOKIE_AGE = 60 * 60 * 12  # seconds: a day's work
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = GIVEN.is_https
SECURE_SSL_REDIRECT = GIVEN.is_https
SECURE_REDIRECT_EXEMPT = [r"^healthy/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if GIVEN.proxies else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if GIVEN.is_https else 0
SECURE_REFERRER_POLICY = "same-origin"  # private links must not leak to the sites that a page links to
X_FRAME_OPTIONS = "SAMEORIGIN"  # the original of an upload is shown beside what was read from it
CSRF_FAILURE_VIEW = "soundingboard.site.views.form_not_trusted"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a form without its files: some 300 pages of text
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = (
    500  # a folder of papers; the form itself says from how many on an archive is better
)
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes of a draft: the largest real one seen is under 5 MB

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF, *style_hashes(["en"])],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
    }
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Guesses are counted in memory only: no address of a visitor is ever stored.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "soundingboard.site.views.too_many_guesses"
AXES_CLIENT_IP_CALLABLE = "soundingboard.site.limits.address"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
SILENCED_SYSTEM_CHECKS = [
    "axes.W001",
    "axes.W006",
]  # `serve` runs one process, so memory is shared by all requests

TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks_db.DatabaseBackend"
            if GIVEN.tasks == "database"
            else "django_tasks.backends.immediate.ImmediateBackend"
        ),
    }
}

vars().update(mail(GIVEN.smtp))
DEFAULT_FROM_EMAIL = GIVEN.sender
SITE_ADDRESS = GIVEN.address
PROXIES = GIVEN.proxies

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = GIVEN.home / "static"
WRITE = HERE.parent / "write"  # the style sheets of the library's pages are the site's too
STATICFILES_DIRS = [HERE / "static", ("text", WRITE / "html"), ("paper", WRITE / "papers")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a page that is not there, or not open, is no event
}
