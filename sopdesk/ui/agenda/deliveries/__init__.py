"""The delivery book (buku ekspedisi)."""
