"""The board: every open dossier on the desk where its papers lie."""
