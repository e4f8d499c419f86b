"""Twenty clients at once who say anything: each is answered, and that is all."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.app.program import Home
from tests.benchmarks.usage import usage
from tests.proof.figures import Fault, Proof
from tests.proof.seen import Seen
from tests.proof.talkers import Talker
from tests.unmeasured import unmeasured
from tests.waiting import eventually

CLIENTS = 20
SAMPLE = 2_000
WHOLE = 100_000
# A part of them, after which each thread and kind of answer has been there.
WARM = 2
# The allocator keeps a little for the next time.
MOST_KIB = 1024


def test_nonsense_of_twenty_clients(home: Home, proof: Proof) -> None:
    """All that counts is counted, and the program is as large as it was."""
    home.env = unmeasured(home.env)
    program = home.start("--every", "4h")
    seed, messages = proof.seed("messages"), proof.times(SAMPLE, WHOLE)
    talkers = [Talker(home.runtime / "control.sock", seed + n) for n in range(CLIENTS)]
    warm = messages // WARM
    _all_talk(talkers, warm)
    before = Seen.of(program.pid)
    _all_talk(talkers, messages - warm)

    wrong = [each for talker in talkers for each in talker.wrong]
    answers = sum((talker.answers for talker in talkers), Counter[int | None]())
    print(answers, wrong[:10], usage(program.pid))
    done = sum(talker.done for talker in talkers)
    unsure = sum(talker.unsure for talker in talkers)
    counted = home.status()["today"]["done"]
    assert abs(counted - done) <= unsure, (counted, done, unsure)
    assert eventually(lambda: Seen.of(program.pid).is_like(before, MOST_KIB)), (
        before,
        Seen.of(program.pid),
    )
    assert program.end() == 0
    assert program.err == ""
    assert "Traceback" not in home.log
    proof.found(Fault.MESSAGES, tried=messages, survived=messages - len(wrong))


def _all_talk(talkers: list[Talker], messages: int) -> None:
    with ThreadPoolExecutor(len(talkers)) as pool:
        each = messages // len(talkers)
        for ended in [pool.submit(talker.talk, each) for talker in talkers]:
            ended.result()
