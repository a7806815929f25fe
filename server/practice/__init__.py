"""The practice of giving: introductions asked for twice, asks that are easy to decline."""
