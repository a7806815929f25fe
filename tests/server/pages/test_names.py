"""What can be a person's name, and what only looks like one."""

from __future__ import annotations

import pytest

from server.pages.names import clean_name, looks_like_a_name, share_a_word


@pytest.mark.parametrize(
    "name",
    ["Ada Example", "Prof. Dr. Hannelore Vogt-Muster", "Céline d'Essai", "Ludwig van der Muster",
     "Bram Placeholder, CFA", "J. R. Sample", "Nkechi O’Testa", "王小明", "田中 れい",
     "سلمى نموذج", "김예시", "Ben Amet", "Ada Example (she/her)"],
)  # fmt: skip
def test_names_of_many_shapes(name: str) -> None:
    assert looks_like_a_name(name)


@pytest.mark.parametrize(
    "text",
    ["Our Team", "Getting Started", "Quality Control", "Acme Widgets Ltd", "Become a Sponsor", "Ada", "Join us today",
     "ada example", "Hall 4", "Who we are", "Blue, Red", "Why Bridges Hum?", "https://ada.example", "", "A" * 70,
     "MEET THE WHOLE CREW", "Sample & Sample"],
)  # fmt: skip
def test_headings_firms_and_sentences_are_none(text: str) -> None:
    assert not looks_like_a_name(text)


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Ada 🌿 Example", "Ada Example"),
        ("Ada Example :verified:", "Ada Example"),
        ("Ada Example (she/her)", "Ada Example"),
        ("Ada\u200fExample", "AdaExample"),
        ("· Ada Example |", "Ada Example"),
        ("می\u200cنا نمونه", "می\u200cنا نمونه"),
    ],
)
def test_a_name_is_kept_without_its_decoration(shown: str, name: str) -> None:
    assert clean_name(shown) == name


def test_two_names_can_be_one_persons_if_they_share_a_word() -> None:
    assert share_a_word("Dr. Ada Éxample", "ada example")
    assert share_a_word("Ada", "")
    assert not share_a_word("Dr. Ada Example", "Dr. Bo Sample")
