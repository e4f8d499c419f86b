"""How the adapters meet the real things."""
