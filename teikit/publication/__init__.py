"""Outputs: what a valid TEI document is published as."""
