"""What people may ask about themselves: all that is kept of them, and that it goes."""
