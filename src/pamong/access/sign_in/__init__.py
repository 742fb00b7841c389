"""Getting in: by NIP or e-mail with a password, or once by a code that leads to a password."""
