"""Papers on screen: preview, printing, the form of a letter, and its number."""
