"""Reports: records counted, and their figures summed, by what they have in common and by time."""
