"""How it looks: the base page, component tags, numbers and dates as people write them, static files."""
