"""What each post is paid from a day on, released by two people; and penalties that cut pay."""
