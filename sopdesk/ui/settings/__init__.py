"""What the office sets, section by section."""
