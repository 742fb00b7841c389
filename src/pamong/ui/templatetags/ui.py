"""Component tags: apps write these, never classes."""

from django import template

register = template.Library()
