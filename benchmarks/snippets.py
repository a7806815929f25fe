"""Professional snippets to measure an encoder with: composed from parts, always the same for a seed, never learnt from."""

from __future__ import annotations

import random

TRADES = (
    "midwife", "bridge engineer", "tax lawyer", "pastry chef", "data analyst", "stage designer", "oncology nurse",
    "hardware founder", "school principal", "patent examiner", "brand strategist", "marine biologist", "tram driver",
    "security researcher", "cabinet maker", "public health officer", "grant writer", "game developer", "notary",
    "supply chain manager", "speech scientist", "union organiser", "radio editor", "actuary", "hotel director",
)  # fmt: skip
TOPICS = (
    "procurement in hospitals", "timber construction", "payments across borders", "early reading", "soil carbon",
    "medical imaging", "open source governance", "employee ownership", "rural broadband", "clinical trials",
    "accessible forms", "battery recycling", "museum archives", "export licences", "volunteer management",
    "customer churn", "flood warning", "food safety audits", "machine translation", "interest rate risk",
)  # fmt: skip
PLACES = ("Porto", "Leipzig", "Nairobi", "Osaka", "Bogotá", "Tampere", "Halifax", "Pune", "Antwerp", "Lagos")
SAYS = (
    "I have worked on {topic} for {years} years, first in {place} and now in {other}.",
    "{Trade} in {place}",
    "Looking for a {trade} who knows {topic}.",
    "We are hiring a {trade} in {place} to lead our work on {topic}.",
    "Happy to advise anybody who is new to {topic}, above all if you come from {place}.",
    "{Trade} | {topic} | {place}",
    "Our team of {years} needs an introduction to somebody responsible for {topic}.",
    "She went from {trade} to {trade2} and speaks about it with humour.",
    "Can review plans, budgets and first drafts concerning {topic}.",
    "After {years} years as a {trade} he would like to learn more about {topic} and is open to a modest role.",
    "Met at the fair in {place}; asked for contacts in {topic}, offers help with {topic2}.",
    "My company builds tools for {topic}, and every customer we have so far is in {place} or {other}.",
    "Seeking {years} people for a study on {topic}.",
)
SHORTEST, LONGEST = 3, 60
"""Words of a snippet: from a headline to a paragraph."""


def snippets(count: int, seed: int) -> list[str]:
    """As many as asked for, of evenly spread lengths."""
    chance = random.Random(seed)
    return [snippet(chance, chance.randint(SHORTEST, LONGEST)) for _ in range(count)]


def snippet(chance: random.Random, length: int) -> str:
    """One of exactly so many words, cut in the middle of a sentence if need be."""
    words: list[str] = []
    while len(words) < length:
        trade, trade2 = chance.sample(TRADES, 2)
        topic, topic2 = chance.sample(TOPICS, 2)
        place, other = chance.sample(PLACES, 2)
        parts = {
            "trade": trade,
            "Trade": trade.capitalize(),
            "trade2": trade2,
            "topic": topic,
            "topic2": topic2,
        }
        said = chance.choice(SAYS).format(**parts, place=place, other=other, years=chance.randint(2, 30))
        words += said.split()
    return " ".join(words[:length])
