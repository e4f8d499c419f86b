"""The engine and its timekeeper: whole days, told as stories."""
