"""Tests of questions about figures."""
