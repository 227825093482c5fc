"""The book of outgoing letters."""
