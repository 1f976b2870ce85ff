"""Records as files: a column for all that is known of them, or a card for each."""
