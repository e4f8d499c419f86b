"""The programme: planned sessions, what they are made of, and how they go on."""
