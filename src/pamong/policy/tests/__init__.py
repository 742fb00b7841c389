"""Tests of the rules core: no database, no clock."""
