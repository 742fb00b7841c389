"""What is typed is kept while it is typed: by form, for its owner alone, until the form is sent."""
