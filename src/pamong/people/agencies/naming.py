"""What an agency is called until somebody names it."""

DEFAULT_CODE = "instansi"
UNNAMED = "Instansi tanpa nama"  # kept as a name and compared with it, so never translated
