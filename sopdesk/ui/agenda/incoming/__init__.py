"""Surat masuk: the register of incoming letters."""
