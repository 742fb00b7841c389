"""Evidence looked at by somebody other than its owner: confirmed, or asked about; it holds nothing up."""
