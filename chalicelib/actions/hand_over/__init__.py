"""What somebody who leaves has to look after, and how it goes to another."""
