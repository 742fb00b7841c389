"""Contracts of PPPK: kept year by year, and decided on before they end."""
