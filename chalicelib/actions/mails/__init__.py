"""Mail that goes out: written from the dossier, sent by a worker, and what became of it."""
