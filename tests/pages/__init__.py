"""The pages in the browser: who may come in, and what is shown."""
