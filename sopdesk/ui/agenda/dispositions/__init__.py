"""Disposisi: every disposition of the office."""
