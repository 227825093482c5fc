"""The first start, and who is at the desk."""
