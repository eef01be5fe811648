"""Every setting, read once from the environment; docs/operations.md explains each."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from config import env, languages, shippo, signing_in

ROOT = Path(__file__).resolve().parent.parent

# Where everything lives

RETURNWELL_DATA = env.folder("RETURNWELL_DATA", default=ROOT / "var")
PORT = env.whole_number("PORT", default=8000, least=1, most=65535)
RETURNWELL_URL = env.web_address("RETURNWELL_URL", default=f"http://localhost:{PORT}")
DEMO = env.flag("DEMO", default=True)
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", kept_in=RETURNWELL_DATA / "secret_key")
SECURE = RETURNWELL_URL.startswith("https://")

ALLOWED_HOSTS = list({env.host_of(RETURNWELL_URL), "localhost", "127.0.0.1", "[::1]"})
CSRF_TRUSTED_ORIGINS = [RETURNWELL_URL]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "outbox",
    "shipping",
    "rma",
    "portal",
]

MIDDLEWARE = [
    "portal.for_programs.ForPrograms",
    "django.middleware.security.SecurityMiddleware",
    "portal.compressed.Files",
    "portal.compressed.Pages",
    "portal.heads.Heads",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.site_zone.SiteZone",
]

PAGE_LOADERS = ["portal.page_loader.OfTheHouse", "portal.page_loader.OfApps"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", PAGE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "portal.context.page_frame",
            ],
        },
    }
]

# Database: a file beside the data, or PostgreSQL by DATABASE_URL


def _database() -> dict[str, Any]:
    named = env.postgres("DATABASE_URL")
    if not named:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": RETURNWELL_DATA / "returnwell.sqlite3",
            # Opening the file anew costs more than most requests do.
            "CONN_MAX_AGE": 600,
            # In memory, parallel test servers lock each other out; a file does not.
            "TEST": {"NAME": RETURNWELL_DATA / "test.sqlite3"},
            # IMMEDIATE + WAL: no lock errors with many writers (docs/decisions).
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;"
                ),
            },
        }
    # What is asked again and again is planned once by each connection.
    prepared = {"server_side_binding": True, "prepare_threshold": 5}
    options = prepared | named.get("OPTIONS", {})
    return named | {"CONN_MAX_AGE": 600, "OPTIONS": options}


DATABASES = {"default": _database()}
CACHES = {
    "default": {
        # Sign-in limits live here: one process's memory would not be enough.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Django keeps 300: a stranger's 300 tries would push everybody's limits out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# The outbox: which modules hold its handlers, and what rings the bell

OUTBOX_JOBS = ["rma.jobs"]
BROKER_URL = env.broker("BROKER_URL")

# Carriers

SHIPPING_CARRIER = env.choice(
    "SHIPPING_CARRIER", default="sandbox", among=("sandbox", "shippo")
)
LABEL_HORIZON_SECONDS = env.whole_number(
    "LABEL_HORIZON_SECONDS", default=1800, least=1, most=86_400
)
# What each carrier is made with, under its name.
CARRIER_OPTIONS = {"shippo": shippo.options(is_chosen=SHIPPING_CARRIER == "shippo")}

# Read where the fault is; here so that nonsense is refused at the start
OUTBOX_FAULT = env.fault("OUTBOX_FAULT")

# What Shippo calls: the secret of the address, and what proves a call beside it
SHIPPO_WEBHOOK_SECRET = env.path_secret("SHIPPO_WEBHOOK_SECRET")
SHIPPO_WEBHOOK_HMAC = env.long_secrets("SHIPPO_WEBHOOK_HMAC")
SHIPPO_WEBHOOK_ADDRESSES = env.ip_addresses("SHIPPO_WEBHOOK_ADDRESSES")
# Shortens the waiting between two looks at a parcel; 0 keeps the usual schedule
SHIPPO_POLL_SECONDS = env.whole_number(
    "SHIPPO_POLL_SECONDS", default=0, least=0, most=21_600
)

# People and sign-in

AUTH_USER_MODEL = "rma.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
        )
    },
]
vars().update(signing_in.SETTINGS)

# Mail

_MAIL_SERVER = env.mail_server("EMAIL_URL", home=RETURNWELL_URL)
vars().update(_MAIL_SERVER)
if not _MAIL_SERVER:
    EMAIL_BACKEND = "rma.messages.eml.EmailBackend"
    EMAIL_FILE_PATH = RETURNWELL_DATA / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.sender(
    "MAIL_FROM", default="Returnwell <returns@returnwell.example>"
)

# Files

MEDIA_ROOT = RETURNWELL_DATA / "files"
STATIC_URL = "/static/"
# Served straight from the packages; the folder is only where a proxy may collect to.
STATIC_ROOT = RETURNWELL_DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Words, times

LANGUAGE_CODE = "en"
LOCALE_PATHS = [ROOT / "locale", RETURNWELL_DATA / "locale"]
LANGUAGES = languages.offered(LOCALE_PATHS)
KNOWN_LANGUAGES = languages.NAMES
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Safety: strict policy for pages, cookies that stay with us

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send forms with "Origin: null", and none is taken.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 25
FILE_UPLOAD_HANDLERS = ["portal.files.CappedUploadHandler"]
# How many proxies of ours stand in front; 0 means a forwarding header is never read.
PROXIES = env.whole_number("PROXIES", default=0, least=0, most=5)
NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
# Only behind a proxy of ours does anybody vouch for this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
NINJA_PAGINATION_MAX_LIMIT = 200
# Units of one return that end within this time are told in one letter.
LETTERS_GATHER_SECONDS = env.whole_number(
    "LETTERS_GATHER_SECONDS", default=180, least=0, most=3600
)

# Log lines: no secret ever passes through them

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "filters": {"no_secrets": {"()": "portal.log_filter.NoSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Both tell every step of every page they draw.
    "loggers": {
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
