"""What can be wrong with a model on disk, said so that its user knows the next step."""

from __future__ import annotations


class ModelError(Exception):
    """A model is missing, damaged, or not what it says it is. The message is whole sentences with the way out."""
