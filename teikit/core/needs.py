"""The modules that worker processes import at their start.

Only their names are here, so that the processes can start while this one imports what it needs itself.
"""

PUBLISH_NEEDS = ("teikit.publication.making", "teikit.core.saxon")
"""Those of a process that publishes documents."""
BUILD_NEEDS = ("teikit.conversion.convert", *PUBLISH_NEEDS)
"""Those of a process that converts transcripts and then publishes documents."""
