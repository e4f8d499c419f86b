"""The icons as drawings, and the script that makes files of them."""
