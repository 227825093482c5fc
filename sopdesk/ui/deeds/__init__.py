"""What a clerk does with a dossier: dialogs that ask what is needed, and the doing of it."""
