"""ONE catalogue of what a person reads: texts by id, in each language a file of its own."""

from planning.words.message import Message, Name, Words, listed, message, name_in

__all__ = ["Message", "Name", "Words", "listed", "message", "name_in"]
