"""What was worked out before, kept to be ready sooner; nothing in here imports what takes time."""
