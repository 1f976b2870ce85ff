"""What people from outside see and do, and how they come to."""
