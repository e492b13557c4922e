"""TEI P5: writing it from a transcript, and reading it back."""
