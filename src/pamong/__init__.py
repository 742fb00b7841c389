"""Pamong: performance management for a civil service."""
