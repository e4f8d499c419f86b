"""Faults without number, and what becomes of the program: `make proof` tries all."""
