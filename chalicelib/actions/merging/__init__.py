"""Making several records of a type one, and splitting them again."""
