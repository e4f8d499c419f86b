"""The pages in the browser, in a process of their own while one is open."""
