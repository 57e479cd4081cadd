"""From a document to paper: made on a worker, shown, saved, handed to a printer."""
