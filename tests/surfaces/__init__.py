"""What the person sees, tested."""
