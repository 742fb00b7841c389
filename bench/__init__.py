"""Measures Pamong: pages and writes at three sizes beside a floor, and the import of a large file.

`make bench` runs it; docs/reference/performance.md says what the figures mean. It stands outside the
layers: it starts the server as an office does and looks at it from outside.
"""
