"""Mail that comes in: whose it is, what it belongs to, and how it is kept."""
