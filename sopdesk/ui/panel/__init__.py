"""The panel beside the board: one dossier whole."""
