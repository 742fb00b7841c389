"""The connectors that come with Pamong; a plug-in brings others in the same shape."""
