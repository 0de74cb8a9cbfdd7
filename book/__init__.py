"""What turns the notebooks into a book and slides."""
