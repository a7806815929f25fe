"""What can go wrong, said so that a user understands it: a code, a sentence, and what to do about it."""

from __future__ import annotations


class Problem(Exception):
    """Raised anywhere in the service; the API answers it as JSON, the command line prints it. Nothing is half done.

    The message is a whole sentence, the hint the next step. Neither carries a path, a trace or a third person's data.
    """

    def __init__(self, code: str, message: str, hint: str = "", status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.status = status

    def as_dict(self) -> dict[str, dict[str, str]]:
        return {"error": {"code": self.code, "message": self.message, "hint": self.hint}}


def not_found(what: str) -> Problem:
    return Problem("not_found", f"There is no such {what}.", "It may have been removed or merged.", 404)


def our_fault() -> Problem:
    """For what nobody foresaw: its trace is in the log and nowhere else."""
    return Problem(
        "our_fault", "Something went wrong inside Comity; nothing was changed.", "See its log.", 500
    )
