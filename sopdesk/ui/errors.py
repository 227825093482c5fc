"""Errors of the office and of the environment as sentences for the screen."""

from sopdesk.domain.errors import Refused, Trouble
from sopdesk.services.sentences import sentence

__all__ = ["Refused", "Trouble", "sentence"]
