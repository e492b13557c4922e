"""What a person states of a document, in a table or above its text: names of fields and their words."""

from teikit.transcript.front_matter.fields.columns import COLUMNS, Problem, metadata_of
from teikit.transcript.front_matter.fields.dates import read_date
from teikit.transcript.front_matter.fields.languages import field_data

__all__ = ["COLUMNS", "Problem", "field_data", "metadata_of", "read_date"]
