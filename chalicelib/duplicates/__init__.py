"""Whether two records are about the same: what is compared of them, what speaks for and against it, and which of many
are worth comparing. Pure, and linear in the length of every text and in the number of records."""
