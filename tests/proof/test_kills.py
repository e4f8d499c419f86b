"""`kill -9` at random points of a day: no answer is lost, none counts twice."""

import pytest

from tests.app.program import Home
from tests.proof.figures import Fault, Proof
from tests.proof.lives import Lives

# Two days at a time fill two processors.
BATCHES = 10
SAMPLE = 2
WHOLE = 100


@pytest.mark.parametrize("batch", range(BATCHES))
def test_killed_at_a_random_point(home: Home, proof: Proof, batch: int) -> None:
    """All that was acknowledged is there, once; what was not is there once, or not."""
    lives = Lives(home, proof.seed(f"day {batch}"))
    tries = proof.times(SAMPLE, WHOLE)
    for _ in range(tries):
        lives.live()
    lives.close()
    print(*lives.wrong, sep="\n")

    survived = max(0, tries - len(lives.wrong))
    proof.found(Fault.KILLED, tried=tries, survived=survived, lost=lives.lost)
    assert lives.wrong == []
