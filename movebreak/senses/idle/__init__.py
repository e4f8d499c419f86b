"""How long nobody has touched anything: a module a source, and the choice."""
