"""The nota dinas of the office."""
