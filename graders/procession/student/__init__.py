"""The student's side: a working folder, how far one is in it, and what one sees of one's own work."""
