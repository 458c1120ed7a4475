"""Measurements: how good on real data, how fast."""
