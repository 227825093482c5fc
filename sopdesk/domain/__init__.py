"""What the office knows: pure values and functions, standard library only."""
