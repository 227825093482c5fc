"""What every screen that gives numbers shares."""
