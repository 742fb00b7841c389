"""What a person does for the safety of the own account: password, second factor, other devices."""
