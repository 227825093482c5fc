"""SOP Desk: follows the dossiers of a kecamatan office through its SOPs."""
