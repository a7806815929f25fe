"""Reading: what texts say that somebody offers, needs or promises, each with the words it was read from."""
