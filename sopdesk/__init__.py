"""SOP Desk: follows the dossiers of a kecamatan office through its SOPs."""

__version__ = "0.1.0"
