"""What goes out to a class, and new exercises: the students' repository, its CI, and the scaffold of an exercise."""
