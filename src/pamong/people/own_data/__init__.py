"""One's own data in one download, as UU 27/2022 gives everybody a right to; other apps hand in their sheets."""
