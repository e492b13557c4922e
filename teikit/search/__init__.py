"""Full-text search without a server: the index, and the page that searches it."""
