"""Laporan: what the log adds up to, as tables with pictures."""
