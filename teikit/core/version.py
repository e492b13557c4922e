"""The version of teikit, in one place for the code; `pyproject.toml` has the same."""

VERSION = "0.1.0"
