"""What was sent after the session had ended: it comes back to its form once its owner has signed in."""
