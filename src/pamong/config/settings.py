"""All settings, in one file; it runs with no variable set and differs only by the environment.

docs/reference/settings.md names each variable.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from pamong.config import env
from pamong.config.secret import install_secret

SOURCE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("PAMONG_DATA", "var")).resolve()

# ---- where it is reached ----
URL = env.address("PAMONG_URL", "http://localhost:8000")
DEBUG = env.flag("PAMONG_DEBUG", default=False)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("PAMONG_HOSTS")]
HOST = urlsplit(URL).hostname or ""
if HOST and HOST not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(HOST)
SECRET_KEY = env.text("PAMONG_SECRET_KEY") or install_secret(DATA)
SECRET_IS_GIVEN = bool(env.text("PAMONG_SECRET_KEY"))
IS_HTTPS = URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [URL]
CSRF_FAILURE_VIEW = "pamong.ui.errors.forged"
TODAY = env.day("PAMONG_TODAY")  # fixes the day, for tests and rehearsals

# ---- parts ----
INSTALLED_APPS = [
    "pamong.ui",
    "pamong.ledger",
    "pamong.access",
    "pamong.documents",
    "pamong.people",
    "pamong.measurement",
    "pamong.performance",
    "pamong.analytics",
    "pamong.transparency",
    "pamong.demo",
    "pamong.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pamong.ui.middleware.squeeze",
    "pamong.ui.middleware.personal",
    "pamong.ui.middleware.addressed",
    "pamong.transparency.middleware.nameless",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pamong.ui.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pamong.access.middleware.bearer",
    "pamong.access.middleware.sign_in_required",
    "pamong.people.middleware.scope",
    "pamong.people.middleware.second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pamong.ui.middleware.refusals",
    "pamong.people.lists.middleware.lists",
]
ROOT_URLCONF = "pamong.config.urls"
WSGI_APPLICATION = "pamong.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "pamong.config.context.frame",
            ],
            "builtins": [
                "pamong.ui.templatetags.ui",
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

# ---- data ----
DATABASES: dict[str, Any] = {
    "default": env.database("DATABASE_URL", f"sqlite:///{DATA / 'pamong.sqlite3'}")
}
_options = DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA.mkdir(parents=True, exist_ok=True)
    _options |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    # Tests use a file: in memory two connections refuse each other instead of waiting.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
else:
    _options["prepare_threshold"] = 2  # for prepared reads; all else is sent without preparing
    _options["pool"] = {"min_size": 1, "max_size": env.number("PAMONG_DB_POOL", 8, least=1)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = DATA / "files"
BACKUPS = Path(env.text("PAMONG_BACKUP_DIR") or DATA / "backups").resolve()
BACKUP_KEEP = env.number("PAMONG_BACKUP_KEEP", 7)  # nights; 0: no nightly backup
# Spark that answers figures over snapshots, as spark://host:7077 or local[2]; without it DuckDB does.
ANALYTICS = env.text("PAMONG_ANALYTICS")
# Minutes between two snapshots of an agency at least; 0: none is made.
SNAPSHOT_MINUTES = env.number("PAMONG_SNAPSHOT_MINUTES", 60)
BACKUP_HOUR = env.number("PAMONG_BACKUP_HOUR", 1)  # in the time of TIME_ZONE
CACHES = {
    # Counted sign-in attempts, spent second-factor codes, gathered figures: all processes see the same ones.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# ---- sign-in ----
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["pamong.access.backend.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=4).total_seconds())
ACCOUNT_ADAPTER = "pamong.access.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False  # kept in small letters, so that the index is used
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "pamong.access.sign_in.forms.SignInForm",
    "change_password": "pamong.access.sign_in.forms.ChangePasswordForm",
    "set_password": "pamong.access.sign_in.forms.SetPasswordForm",
    "reset_password": "pamong.access.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "pamong.access.sign_in.forms.ResetPasswordKeyForm",
    "reauthenticate": "pamong.access.sign_in.forms.ReauthenticateForm",
}
# A guesser is slowed by account and address (`key` of login_failed), and at the account by a growing
# wait (access/sign_in/slowing.py); an office behind one address has room for hundreds a minute.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "5/5m/key,20/h/key,300/m/ip",
    "sign_in_code": "600/m/ip",
    "sign_in_code_failed": "5/5m/key,20/h/key",
    "reset_password": "120/m/ip,3/15m/key",
    "reset_password_from_key": "300/m/ip",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
    "calendar": "600/m/ip",
    "calendar_own": "60/h/key",
    "wall": "60/m/ip",
    "mail_stop": "600/m/ip",
    "mail_address": "5/h/user",
}
MFA_ADAPTER = "pamong.access.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # half a minute of a phone's wrong clock
MFA_FORMS = {
    "authenticate": "pamong.access.sign_in.forms.AuthenticateForm",
    "reauthenticate": "pamong.access.sign_in.forms.FactorReauthenticateForm",
    "activate_totp": "pamong.access.sign_in.forms.ActivateTotpForm",
}
MFA_ROLES = env.words("PAMONG_MFA_ROLES")  # roles that must have a second factor, as hr,agency_head

# ---- cookies and headers ----
SESSION_ENGINE = "pamong.access.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # unless the person chose to stay signed in
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # survives a double click
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = (
    "pamong_session",
    "pamong_csrf",
    "pamong_language",
)
SECURE_SSL_REDIRECT = IS_HTTPS and env.flag("PAMONG_REDIRECT_HTTPS", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz(/live)?$"]
if env.flag("PAMONG_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all of an agency would count as one address
SECURE_REFERRER_POLICY = "same-origin"
# frame-ancestors of the content policy forbids framing; the older header would say it twice
SILENCED_SYSTEM_CHECKS = ["security.W002"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What requests to the outside may reach beyond public addresses: hosts, host:port, http://host, networks.
OUTGOING_ALLOW = env.words("PAMONG_OUTGOING_ALLOW")
LINK_CHECK = env.flag("PAMONG_LINK_CHECK", default=True)  # open links that are given as evidence
OFFLINE = env.flag(
    "PAMONG_OFFLINE", default=True
)  # devices keep their owner's forms without a line
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640
NATIONAL_ADAPTER = env.text("PAMONG_NATIONAL_ADAPTER")  # the class that fetches from there
NATIONAL_FOLDER = env.text("PAMONG_NATIONAL_FOLDER") or str(DATA / "national")
NATIONAL_URL = env.text("PAMONG_NATIONAL_URL")
NATIONAL_TOKEN = env.text("PAMONG_NATIONAL_TOKEN")
SOURCES_FOLDER = env.text("PAMONG_SOURCES_FOLDER") or str(DATA / "sources")
SIGNER = env.text("PAMONG_SIGNER", "seal")  # none, seal, or the class of a certified signer
SEAL_KEY = env.text("PAMONG_SEAL_KEY")  # where several servers share one seal
# The licence of published figures, as an address.
OPEN_LICENCE = env.text("PAMONG_OPEN_LICENCE", "https://creativecommons.org/licenses/by/4.0/")
EVIDENCE_FILE_MB = env.number("PAMONG_EVIDENCE_FILE_MB", 10, least=1)
EVIDENCE_QUOTA_MB = env.number("PAMONG_EVIDENCE_QUOTA_MB", 500)  # of one person

# ---- language and time ----
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# ---- static files ----
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES},
    },
    "staticfiles": {"BACKEND": "pamong.ui.storage.StaticFiles"},
}
WHITENOISE_MANIFEST_STRICT = False

# ---- mail ----
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("PAMONG_EMAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = env.text("PAMONG_EMAIL_HOST")
HAS_MAIL = bool(EMAIL_HOST)  # without it no page offers a mail
EMAIL_TIMEOUT = 20  # seconds: a server that says nothing holds no worker
EMAIL_A_MINUTE = env.number("PAMONG_EMAIL_A_MINUTE", 300)
EMAIL_PORT = env.number("PAMONG_EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("PAMONG_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("PAMONG_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("PAMONG_EMAIL_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("PAMONG_EMAIL_FROM", "pamong@localhost")

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOG_LEVEL = env.one_of("PAMONG_LOG_LEVEL", LEVELS, "WARNING")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A form with a mistake in it or a page that is not there is nobody's to mend: told only when asked.
    "loggers": {"django.request": {"level": "ERROR" if LOG_LEVEL == "WARNING" else LOG_LEVEL}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
