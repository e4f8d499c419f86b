"""What the person is doing, and when: decisions without system calls."""
