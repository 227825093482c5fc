"""Tests of the window of an office on a server."""
