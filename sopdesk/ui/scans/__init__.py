"""Scanned and typed codes of control sheets."""
