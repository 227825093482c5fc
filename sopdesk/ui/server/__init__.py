"""The office on a server: what other PCs do, a server that is silent, and where the data is."""
