"""Backups in the window: the round beside the work, and the way back."""
