"""Text to values, pure: sentences, quantities, dates, places, names, speakers, events."""
