"""Recognises dates, names of persons, languages and words of notes. The words are data."""

from teikit.recognizers.calendar_dates import find_dates
from teikit.recognizers.calendars import CALENDARS, JULIAN, attributes_in, probably_julian_until, style_behind
from teikit.recognizers.date_years import YEAR, date_order
from teikit.recognizers.dates import DateFound, document_date, may_hold_date
from teikit.recognizers.impossible_dates import find_impossible_dates
from teikit.recognizers.language import UNDECIDED, FoundLanguage, is_written_in, language_name, language_of, script_of
from teikit.recognizers.language_names import first_language, language_code
from teikit.recognizers.measures import MeasureFound, find_measures
from teikit.recognizers.patterns import (
    begins,
    cased,
    compiled,
    find_key,
    key_of,
    stripped,
    whole,
)
from teikit.recognizers.person_names import Named, PersonName, may_be_one, name_key, parts_of, persons_in, signs_for
from teikit.recognizers.scripts import place_in_alphabet, script_of_letter, scripts_in, without_optional_accents
from teikit.recognizers.times import find_times, find_weekday
from teikit.recognizers.vocabulary_choice import language_in, narrow_vocabularies
from teikit.recognizers.word_dates import may_hold_word_date
from teikit.recognizers.word_usage import Usage, is_function_word, transliterated

__all__ = [
    "CALENDARS",
    "JULIAN",
    "UNDECIDED",
    "YEAR",
    "DateFound",
    "FoundLanguage",
    "MeasureFound",
    "Named",
    "PersonName",
    "Usage",
    "attributes_in",
    "begins",
    "cased",
    "compiled",
    "date_order",
    "document_date",
    "find_dates",
    "find_impossible_dates",
    "find_key",
    "find_measures",
    "find_times",
    "find_weekday",
    "first_language",
    "is_function_word",
    "is_written_in",
    "key_of",
    "language_code",
    "language_in",
    "language_name",
    "language_of",
    "may_be_one",
    "may_hold_date",
    "may_hold_word_date",
    "name_key",
    "narrow_vocabularies",
    "parts_of",
    "persons_in",
    "place_in_alphabet",
    "probably_julian_until",
    "script_of",
    "script_of_letter",
    "scripts_in",
    "signs_for",
    "stripped",
    "style_behind",
    "transliterated",
    "whole",
    "without_optional_accents",
]
