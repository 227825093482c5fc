"""Files that other programs read and write: values in, bytes out, and back."""
