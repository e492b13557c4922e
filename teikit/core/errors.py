"""The root of the exceptions that users of teikit see."""


class TeikitError(Exception):
    """What was asked for cannot be done; the message says why in one sentence.

    All public exceptions derive from it. Nothing is raised for the content of a transcript or of a TEI file: what is
    wrong with it is a diagnostic.
    """
