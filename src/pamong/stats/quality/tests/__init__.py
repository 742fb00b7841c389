"""Tests of the questions that figures raise."""
