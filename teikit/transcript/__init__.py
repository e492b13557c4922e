"""Understands transcripts; knows neither XML nor TEI."""
