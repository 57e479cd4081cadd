"""Settings: what the practice decides once, saved as it is changed."""
