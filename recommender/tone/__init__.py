"""The message check: reads a draft as its reader will, and says what a friend would say before it is sent."""

from recommender.tone.checking import check, check_many
from recommender.tone.kinds import Checked, Finding, Kind
from recommender.tone.model import ToneModel

__all__ = ["Checked", "Finding", "Kind", "ToneModel", "check", "check_many"]
