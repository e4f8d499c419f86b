"""Recipes for packages, looked at without building them."""
