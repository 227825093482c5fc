"""The parts every screen is built from: tokens, theme, icons, fields, dialogs, tables."""
