"""Old agenda books brought in: the steps from a file to the register, and the way back."""
