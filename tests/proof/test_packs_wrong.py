"""Drill packs with anything in them: all other drills are dealt as before."""

import os
import tomllib
from pathlib import Path
from random import Random

from movebreak.store.catalogue_files import CatalogueFiles
from movebreak.store.drill_template import EXAMPLE
from movebreak.store.packs import built_in_folder, read_pack
from tests.proof.bytes_changed import ODD, changed
from tests.proof.figures import Fault, Proof

SAMPLE = 200


def entry(name: str, key: str = "", given: str = "") -> str:
    """Return an entry with every key in it, one of them with a value of its own."""
    values = EXAMPLE | {"id": f'"{name}"'}
    if key:
        values |= {key: given}
    return "\n".join(["[[drill]]", *(f"{key} = {it}" for key, it in values.items())])


def as_promised(file: Path, key: str, given: str) -> bool:
    """Say whether the drill is dealt or told of, and its neighbours are dealt."""
    drills = [entry("before"), entry("mine", key, given), entry("after")]
    file.write_text("\n".join(drills), "utf-8")
    pack = read_pack(file)
    names = {each.id for each in pack.entries}
    told = any(each.startswith("drill ") for each in pack.problems)
    return {"before", "after"} <= names and (len(names) > 2 or told)


def test_each_key_with_each_wrong_value(proof: Proof, tmp_path: Path) -> None:
    """One mistake costs one drill at most, and is told with its name."""
    dice = Random(proof.seed("packs"))  # noqa: S311 - faults, no secrets
    tries = [(key, given) for key in EXAMPLE for given in ODD]
    tries = dice.sample(tries, proof.times(SAMPLE, len(tries)))
    bad = [each for each in tries if not as_promised(tmp_path / "own.toml", *each)]
    print(bad)

    proof.found(Fault.DRILLS, tried=len(tries), survived=len(tries) - len(bad))


def test_each_byte_changed(proof: Proof, tmp_path: Path) -> None:
    """Whatever the pack is now, those of movebreak are dealt, and the file is left."""
    dice = Random(proof.seed("bytes of packs"))  # noqa: S311 - faults, no secrets
    known = CatalogueFiles(built_in_folder(), tmp_path)
    built_in = {each.id for each in known.drills()}
    whole = f"{entry('before')}\n{entry('after')}\n".encode()
    tries = list(changed(whole, dice))
    tries = dice.sample(tries, proof.times(SAMPLE, len(tries)))
    file = tmp_path / "own.toml"
    bad = []
    for turn, content in enumerate(tries):
        file.write_bytes(content)
        os.utime(file, ns=(turn, turn))
        known.refresh()
        names = {each.id for each in known.drills()}
        told = bool(known.problems) or len(names - built_in) == _meant(content)
        if not (built_in <= names and told and file.read_bytes() == content):
            bad.append(content)
    print(bad)

    survived = len(tries) - len(bad)
    proof.found(Fault.DRILLS_BYTES, tried=len(tries), survived=survived)


def _meant(content: bytes) -> int:
    """Return how many drills a pack without mistakes has."""
    return len(tomllib.loads(content.decode("utf-8-sig")).get("drill", []))
