"""The job list: one job at a time, in the order they were begun; each seen by whoever began it, and by nobody else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from server.errors import Problem
from server.joblist import KEPT, MOST_ENDED, MOST_WAITING, Cancelled, JobList, Watch, Work

NOON = datetime.fromisoformat("2026-05-04T12:00:00+00:00")
MINE, THEIRS = 1, 2


@pytest.fixture
def later() -> list[Callable[[], None]]:
    """What is put off until the test does it."""
    return []


@pytest.fixture
def jobs(later: list[Callable[[], None]]) -> JobList:
    return JobList(lambda: NOON, later.append)


def bread(_watch: Watch) -> str:
    return "bread"


def test_what_came_of_a_job_is_there_once_it_is_done(jobs: JobList, later: list[Callable[[], None]]) -> None:
    begun = jobs.begin(MINE, "import", "a", bread)
    assert (begun.state, begun.share, begun.result) == ("queued", 0.0, None)
    later.pop()()
    done = jobs.look(MINE, begun.id)
    assert (done.state, done.share, done.result, done.ended_at) == ("done", 1.0, "bread", NOON)


def test_while_it_runs_it_says_how_far_it_is_and_no_second_one_is_begun(
    jobs: JobList, later: list[Callable[[], None]]
) -> None:
    seen = []

    def bake(watch: Watch) -> None:
        watch.tell(0.25, "A quarter.")
        seen.append(jobs.look(MINE, begun.id))
        seen.append(jobs.begin(MINE, "import", "a", bake))
        seen.append(jobs.begin(THEIRS, "import", "a", bread))

    begun = jobs.begin(MINE, "import", "a", bake)
    later.pop()()
    halfway, same, another = seen
    assert (halfway.state, halfway.share, halfway.sentence) == ("running", 0.25, "A quarter.")
    assert same == halfway
    assert another.state == "queued", "somebody else's is another job, and has its turn"
    assert jobs.look(THEIRS, another.id).state == "done"
    assert not later, "one run works all of them off"


def test_cancelled_while_it_runs_it_stops_when_it_hears_of_it_and_may_be_begun_again_at_once(
    jobs: JobList, later: list[Callable[[], None]]
) -> None:
    seen = []

    def bake(watch: Watch) -> None:
        assert not watch.cancelled()
        seen.append(jobs.cancel(MINE, begun.id))
        watch.tell(0.9, "Too late to be told.")
        seen.append(jobs.look(MINE, begun.id))
        seen.append(jobs.begin(MINE, "import", "a", bread))
        assert watch.cancelled()
        raise Cancelled

    begun = jobs.begin(MINE, "import", "a", bake)
    later.pop()()
    assert [one.state for one in seen] == ["running", "running", "queued"]
    assert seen[0].sentence == seen[1].sentence == "It is being stopped."
    ended = jobs.look(MINE, begun.id)
    assert (ended.state, ended.sentence) == ("cancelled", "It was cancelled; nothing has changed.")
    assert jobs.look(MINE, seen[2].id).state == "done"


def test_what_was_done_before_it_heard_is_done(jobs: JobList, later: list[Callable[[], None]]) -> None:
    def bake(_watch: Watch) -> str:
        jobs.cancel(MINE, begun.id)
        return "bread"

    begun = jobs.begin(MINE, "import", "a", bake)
    later.pop()()
    assert jobs.look(MINE, begun.id).result == "bread"


def test_a_refusal_and_a_fault_are_sentences_and_the_next_one_has_its_turn(
    jobs: JobList, later: list[Callable[[], None]], caplog: pytest.LogCaptureFixture
) -> None:
    def refused(_watch: Watch) -> None:
        raise Problem("no_flour", "There is no flour.", "Buy some.")

    def broken(_watch: Watch) -> None:
        raise ZeroDivisionError("secret")

    ids = [jobs.begin(MINE, "import", work, work).id for work in (refused, broken, bread)]
    later.pop()()
    first, second, third = (jobs.look(MINE, id) for id in ids)
    assert (first.state, first.sentence, first.error and first.error.hint) == (
        "failed",
        "There is no flour.",
        "Buy some.",
    )
    assert (second.state, second.error and second.error.code) == ("failed", "our_fault")
    assert "secret" not in second.sentence
    assert "secret" in caplog.text, "the log has the trace"
    assert third.state == "done"


def test_of_those_that_have_ended_only_so_many_are_held(
    jobs: JobList, later: list[Callable[[], None]]
) -> None:
    ids = []
    for number in range(MOST_ENDED + 1):
        ids.append(jobs.begin(MINE, "import", number, bread).id)
        later.pop()()
    assert [job.id for job in jobs.of(MINE)] == ids[:0:-1]


def test_the_same_in_a_thread_of_its_own_which_stopping_waits_for() -> None:
    jobs = JobList(lambda: NOON)
    began, go_on = threading.Event(), threading.Event()
    heard = []

    def bake(watch: Watch) -> None:
        began.set()
        assert go_on.wait(10)
        heard.append(watch.cancelled())
        raise Cancelled

    running = jobs.begin(MINE, "import", "a", bake)
    waiting = jobs.begin(MINE, "import", "b", bread)
    assert began.wait(10)
    assert not jobs.stop(0.0), "it runs still"
    assert jobs.look(MINE, waiting.id).state == "cancelled"
    go_on.set()
    assert jobs.stop(10.0)
    assert heard == [True]
    assert jobs.look(MINE, running.id).state == "cancelled"
    with pytest.raises(Problem, match="Comity is stopping"):
        jobs.begin(MINE, "import", "c", bread)


@dataclass
class Expected:
    client: int
    request: int
    ends: str
    state: str = "queued"
    ended: datetime | None = None


class Life(RuleBasedStateMachine):
    """Whatever is begun, cancelled and waited for, in whatever order, the list is what a simple account says."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.later: list[Callable[[], None]] = []
        self.expected: dict[str, Expected] = {}
        self.jobs = JobList(lambda: self.now, self.later.append)

    def work(self, ends: str, client: int) -> Work:
        def done(watch: Watch) -> str:
            running = [job for one in (MINE, THEIRS) for job in self.jobs.of(one) if job.state == "running"]
            assert len(running) == 1
            if ends == "cancelled":
                self.jobs.cancel(client, running[0].id)
                assert watch.cancelled()
                raise Cancelled
            if ends == "failed":
                raise Problem("no", "No.")
            return ends

        return done

    @rule(
        client=st.sampled_from([MINE, THEIRS]),
        request=st.integers(0, 7),
        ends=st.sampled_from(["done", "cancelled", "failed"]),
    )
    def begin(self, client: int, request: int, ends: str) -> None:
        waiting = {id: one for id, one in self.expected.items() if one.state == "queued"}
        same = [id for id, one in waiting.items() if (one.client, one.request) == (client, request)]
        if not same and len(waiting) == MOST_WAITING:
            with pytest.raises(Problem, match="wait in line"):
                self.jobs.begin(client, "import", request, self.work(ends, client))
            return
        begun = self.jobs.begin(client, "import", request, self.work(ends, client))
        if same:
            assert begun.id == same[0]
        else:
            self.expected[begun.id] = Expected(client, request, ends)

    @precondition(lambda self: self.later)
    @rule()
    def work_off(self) -> None:
        self.later.pop()()
        assert not self.later, "never two at once"
        for one in self.expected.values():
            if one.state == "queued":
                one.state, one.ended = one.ends, self.now
        self.forget()

    @precondition(lambda self: self.expected)
    @rule(data=st.data(), client=st.sampled_from([MINE, THEIRS]))
    def cancel(self, data: st.DataObject, client: int) -> None:
        id = list(self.expected)[data.draw(st.integers(0, len(self.expected) - 1))]
        one = self.expected[id]
        if one.client != client:
            with pytest.raises(Problem, match="no such job"):
                self.jobs.cancel(client, id)
            return
        if one.state == "queued":
            one.state, one.ended = "cancelled", self.now
        assert self.jobs.cancel(client, id).state == one.state
        self.forget()

    @rule(minutes=st.integers(1, 70))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.forget()

    def forget(self) -> None:
        self.expected = {
            id: one for id, one in self.expected.items() if one.ended is None or self.now - one.ended < KEPT
        }
        ended = [id for id, one in self.expected.items() if one.ended]
        for id in ended[: max(0, len(ended) - MOST_ENDED)]:
            del self.expected[id]

    @invariant()
    def each_sees_their_own_the_latest_first(self) -> None:
        for client in (MINE, THEIRS):
            assert [(job.id, job.state) for job in self.jobs.of(client)] == [
                (id, one.state) for id, one in reversed(self.expected.items()) if one.client == client
            ]


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
