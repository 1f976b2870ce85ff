"""What is done with many records at once, as a job: begun by an answer, carried on by itself."""
