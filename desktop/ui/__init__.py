"""What people see: the window, its rooms and their dialogs."""
