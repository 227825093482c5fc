"""Today: the queue of a desk or a person, the duties that come, and the reminders."""
