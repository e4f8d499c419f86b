"""What is kept on disk, tested."""
