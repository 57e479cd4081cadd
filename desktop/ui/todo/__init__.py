"""The To do tab: what waits for the desk, and the telephone call that settles it."""
