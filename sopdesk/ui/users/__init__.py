"""Who is at the desk where PINs are asked for: the lock page, PINs and recovery codes."""
