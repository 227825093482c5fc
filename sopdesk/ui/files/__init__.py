"""Files that belong to something: listed, added, opened, withdrawn."""
