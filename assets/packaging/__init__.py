"""Recipes for packages other than the wheel."""
