"""The whole window: the shell filled with pages, joined to the office."""
