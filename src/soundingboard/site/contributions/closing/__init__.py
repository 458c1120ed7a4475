"""Closing a draft: the anonymous contributions on it are counted by group and by region, once."""
