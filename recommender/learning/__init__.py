"""Learning: the ranker, how it is trained from answers, and the gate that lets a new one in."""
