"""What an install does for itself: nightly backups, background tasks, and a page that tells of both."""
