"""Schematron (ISO/IEC 19757-3, editions 2016 to 2025; queryBinding xslt, xslt2, xslt3), on its own or in other schemas.

From a schema to findings: `reading` opens its files and puts in what they include, `embedded` gathers the rules out of
a RELAX NG grammar or an ODD, `expand` chooses the patterns of a phase and fills the abstract ones, `stylesheet` writes
all that as one XSLT stylesheet, `run` applies it. Read and compiled once a process.
"""

from teikit.validation.schematron.load import SchematronError
from teikit.validation.schematron.run import Rules, check_embedded, check_rules, embedded_rules, rules

__all__ = ["Rules", "SchematronError", "check_embedded", "check_rules", "embedded_rules", "rules"]
