"""Retention: what is past its years goes, after two people saw the list; the record stays whole."""
