"""Where static files are kept: named by their content, what our own modules import too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTS = (
    (r"""(?P<matched>from "(?P<url>\./[^"]+)")""", 'from "%(url)s"'),
    (r"""(?P<matched>import\("(?P<url>\./[^"]+)"\))""", 'import("%(url)s")'),
)


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped library
    """Rewrites the imports of our modules, so that a cached one never meets a newer neighbour.

    Django's own setting for it also reads the scripts of libraries, whose imports do not resolve.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("ui/*.js", IMPORTS))
