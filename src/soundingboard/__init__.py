"""Reads the drafts of a negotiated text and shows what changed between them."""
