"""Settings of the web, all from the environment, all in one module.

`EXTRAMILE_MODE` says which kind of installation this is:
- `demo` (the default): one person's machine. The secret key is made and kept in the home folder.
- `production`: refuses to start without a secret key, host names and HTTPS.

`EXTRAMILE_HOME` is the folder for everything this installation keeps (database, secret key); by default `var` in the
current folder. `DATABASE_URL` (postgresql://user:password@host:port/name) replaces the SQLite database in it.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).parents[2]

MODE = os.environ.get("EXTRAMILE_MODE", "demo")
if MODE not in {"demo", "production"}:
    raise ImproperlyConfigured(f"EXTRAMILE_MODE is “{MODE}”. It must be demo or production.")
PRODUCTION = MODE == "production"

HOME = Path(os.environ.get("EXTRAMILE_HOME", "var")).resolve()


def from_environment(name: str, hint: str) -> str:
    """Return a setting that production cannot do without; the error says what it is for."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {hint}")
    return value


def number_from_environment(name: str, default: int, hint: str) -> int:
    """Return a setting that is a whole number from 1 on; the error says what it is for."""
    value = os.environ.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdigit() and int(value)):
        raise ImproperlyConfigured(f"{name} is “{value}”. It must be a whole number without a unit: {hint}")
    return int(value)


def kept_secret(path: Path) -> str:
    """Return the secret key of this machine, made on the first start and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text("utf-8")


DEBUG = False
SECRET_KEY = (
    from_environment("EXTRAMILE_SECRET_KEY", "a long random text that signs sessions; keep it out of the repository.")
    if PRODUCTION
    else kept_secret(HOME / "secret.key")
)
ALLOWED_HOSTS = (
    from_environment("EXTRAMILE_HOSTS", "the host names of this service, with commas between.").split(",")
    if PRODUCTION
    else ["127.0.0.1", "localhost", "[::1]", "testserver"]
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "extramile.web.design",
    "extramile.web.database",
    "extramile.web.search",
    "extramile.web.audit",
    "extramile.web.accounts",
    "extramile.web.jobs",
    "extramile.web.library",
    "extramile.web.partnerships",
    "extramile.web.thread",
    "extramile.web.frameworks",
    "extramile.web.evidence",
    "extramile.web.voices.apps.VoicesConfig",
    "extramile.web.selfevaluation",
    "extramile.web.inspections",
    "extramile.web.timetable",
    "extramile.web.enquiries",
    "extramile.web.findings",
    "extramile.web.plans",
    "extramile.web.announcements",
    "extramile.web.publicpage",
    "extramile.web.returns.apps.ReturnsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "extramile.web.config.middleware.PermissionsPolicyMiddleware",
    "extramile.web.config.middleware.NotKeptMiddleware",
    "extramile.web.config.middleware.NoNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "extramile.web.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "extramile.web.config.urls"
WSGI_APPLICATION = "extramile.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "extramile.web.config.templates.environment",
            "context_processors": ["django.template.context_processors.request"],
        },
    },
    # The sign-in library's mails, and its pages that we have none of our own for.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]


def database(address: str) -> dict[str, object]:
    """Return Django's description of the database at `address`, or of the SQLite file in HOME if it is empty."""
    if not address:
        HOME.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "extramile.sqlite3",
            "OPTIONS": {
                # Writers wait for each other instead of failing; readers never wait (WAL).
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # INSERT OR REPLACE asks the triggers of what is written once only with recursive triggers.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; "
                "PRAGMA recursive_triggers=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Accounts are made by invitation, known by their address, and can have a second factor; rooms need one in production.
ACCOUNT_ADAPTER = "extramile.web.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Nobody gets a mail because a stranger typed their address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"login": "extramile.web.accounts.forms.SignInForm"}
# After so many wrong passwords an address waits so long; from one machine ten tries a minute are taken.
SIGN_IN_ATTEMPTS, SIGN_IN_PAUSE_MINUTES = 5, 5
ACCOUNT_RATE_LIMITS = {"login_failed": f"10/m/ip,{SIGN_IN_ATTEMPTS}/{SIGN_IN_PAUSE_MINUTES * 60}s/key"}
# For so many seconds after a proof of who they are, people change the safety of their account without another.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
SOCIALACCOUNT_ADAPTER = "extramile.web.accounts.adapters.OrganisationAccountAdapter"
SOCIALACCOUNT_ONLY = False
# The identity service's word for an address counts for the account of that address, and for nothing else.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "organisation",
                "name": os.environ.get("EXTRAMILE_OIDC_NAME", "your organisation"),
                "client_id": os.environ.get("EXTRAMILE_OIDC_CLIENT", ""),
                "secret": os.environ.get("EXTRAMILE_OIDC_SECRET", ""),
                "settings": {"server_url": os.environ["EXTRAMILE_OIDC_ADDRESS"]},
            }
        ]
        if os.environ.get("EXTRAMILE_OIDC_ADDRESS")
        else [],
    },
}
MFA_ADAPTER = "extramile.web.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "extramile.web.accounts.forms.SwitchOnForm",
    "add_webauthn": "extramile.web.accounts.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Extramile"
# Browsers let passkeys work on a machine's own address without HTTPS, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SECOND_FACTOR_REQUIRED = PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False

# Where this installation is found, for links in mails.
SITE_ADDRESS = (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else os.environ.get("EXTRAMILE_ADDRESS", "http://127.0.0.1:8000")
)

# Mails: by a mail server in production, as files that the demonstration shows otherwise.
DEFAULT_FROM_EMAIL = os.environ.get("EXTRAMILE_MAIL_FROM", "Extramile <extramile@localhost>")
if PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ.get("EXTRAMILE_MAIL_HOST", "localhost")
    EMAIL_PORT = number_from_environment("EXTRAMILE_MAIL_PORT", 25, "the port of the mail server.")
    EMAIL_HOST_USER = os.environ.get("EXTRAMILE_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EXTRAMILE_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("EXTRAMILE_MAIL_TLS", "yes") == "yes"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"

# Long work waits in the database and is done by `extramile worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# What the invented people of a demonstration could try first.
PERSONA_FIRST_STEPS = "extramile.web.demonstration.people.first_steps"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "partnerships:mine"
ACCOUNT_LOGOUT_REDIRECT_URL = "library:home"

CACHES = {
    # How often somebody tried to sign in, and the codes that were used up: in the database, so that a limit is one over
    # every process that serves. Apart from the pages, so that nobody can push their own failures out by asking for many.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tries",
        "KEY_FUNCTION": "extramile.web.config.tries.sealed_key",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Pages of the public library are kept ready in this process; they are thrown away when the library changes.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# The classes that only documents have, for pages that show one.
STATICFILES_DIRS = [("documents", PACKAGE / "core" / "documents" / "styles")]
# Evidence is kept encrypted: in a folder of HOME, or in S3-compatible storage (`pip install extramile[s3]`).
EVIDENCE_BUCKET = os.environ.get("EXTRAMILE_EVIDENCE_BUCKET", "").strip()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "evidence": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": EVIDENCE_BUCKET,
            "endpoint_url": os.environ.get("EXTRAMILE_EVIDENCE_S3_ADDRESS") or None,
            "region_name": os.environ.get("EXTRAMILE_EVIDENCE_S3_REGION") or None,
            # Its keys are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from the machine's own role.
            "default_acl": None,
            "querystring_auth": True,
            # The same name is the same content, and a new key writes in the old one's place.
            "file_overwrite": True,
        },
    }
    if EVIDENCE_BUCKET
    else {"BACKEND": "extramile.web.evidence.store.Folder", "OPTIONS": {"location": HOME / "evidence"}},
}
# Keys with commas between: the first encrypts, all decrypt (docs/adr/0008-evidence.md says how one is changed).
EVIDENCE_KEYS = (
    [
        key.strip()
        for key in from_environment(
            "EXTRAMILE_EVIDENCE_KEY", "a long random text that encrypts evidence; without it none can be read again."
        ).split(",")
    ]
    if PRODUCTION
    else [kept_secret(HOME / "evidence.key")]
)

# What leaves this service in headers. Nothing is loaded from anywhere else, and no script or style stands in a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "extramile.web.config.errors.without_token"
# The web server in front ends HTTPS and says so in a header; nobody else's word for it is taken (see `run_server`).
PROXY = os.environ.get("EXTRAMILE_PROXY", "127.0.0.1")
if PRODUCTION:
    if len(SECRET_KEY) < 40:
        raise ImproperlyConfigured("EXTRAMILE_SECRET_KEY is too short: 40 characters at least, and random ones.")
    if any(len(key) < 40 for key in EVIDENCE_KEYS):
        raise ImproperlyConfigured("EXTRAMILE_EVIDENCE_KEY is too short: 40 characters at least, and random ones.")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthy/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# A report has some 12 pages and under 1 MB; whatever is larger is not one.
REPORT_MAX_BYTES = 20 * 1024 * 1024
# Uploads are held in memory and never written to a file of ours; what is larger is not taken.
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# With the fields around a file; what is larger is read past, and its page says that it is too much.
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES + 1024 * 1024
# So much is received at all: who sends several times too much is told so on a page, and does not see the connection end.
RECEIVED_MAX_BYTES = 4 * UPLOAD_MAX_BYTES
# What the files of a return may unpack to: they lie on the disk, and are read for minutes, while a worker reads them.
RETURN_MAX_UNPACKED_BYTES = 1024**2 * number_from_environment(
    "EXTRAMILE_RETURN_MAX_MB", 4096, "how many MB the files of a return may unpack to."
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024

# Where the national facts are read from; None is the set that comes with Extramile.
REFERENCE_FOLDER = Path(os.environ["EXTRAMILE_REFERENCE"]) if os.environ.get("EXTRAMILE_REFERENCE") else None

# Logs name what happened, never what was in it: no request bodies, no query strings, no texts of errors.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "extramile.web.config.logs.WithoutWords",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"no_secret_addresses": {"()": "extramile.web.config.logs.NoSecretAddresses"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django.request": {"filters": ["no_secret_addresses"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
