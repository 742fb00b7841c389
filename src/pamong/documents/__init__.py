"""What leaves and comes in as a file: spreadsheets; knows no domain."""
