"""Settings with anything in them: what is good in them is used, and nothing is lost."""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import Field
from pathlib import Path
from random import Random

from movebreak.core.limits import limits_of
from movebreak.core.settings import Settings
from movebreak.store.settings_edit import Name
from movebreak.store.settings_file import SettingsFile, parse_settings
from movebreak.store.settings_values import write_value
from tests.proof.bytes_changed import ODD, changed
from tests.proof.figures import Fault, Proof
from tests.store.settings_files import FIELDS, TABLES, usual

SAMPLE = 300


def another(field: Field[object], value: object) -> object:
    """Return a value that is not the usual one, where that is easy to say."""
    limits = limits_of(field)
    if isinstance(value, bool):
        return not value
    return limits.high if isinstance(limits.high, int) else value


def lines(unusual: Name | None = None, given: str = "") -> Iterator[str]:
    """Yield a file with every setting in it, one of them with a value of its own."""
    for table in TABLES:
        yield f"[{table}]"
        for name, field in FIELDS.items():
            if name[0] != table:
                continue
            if name == unusual:
                yield f"{name[1]} = {given}"
            else:
                yield f"{name[1]} = {write_value(another(field, usual(name)))}"


def value_of(settings: Settings, name: Name) -> object:
    """Return the value of a setting."""
    return getattr(getattr(settings, name[0]), name[1])


def as_promised(name: Name, given: str, whole: Settings) -> bool:
    """Say whether only this setting suffers, and it is told in words."""
    text = "\n".join(lines(name, given))
    settings, problems = parse_settings(text, Settings())
    others = all(
        value_of(settings, each) == value_of(whole, each)
        for each in FIELDS
        if each != name
    )
    mine = all(each.startswith(".".join(name)) for each in problems)
    kept = not problems or value_of(settings, name) == usual(name)
    return others and mine and kept


def test_each_key_with_each_wrong_value(proof: Proof) -> None:
    """Every other setting is used; that one keeps its value, and is named."""
    dice = Random(proof.seed("settings"))  # noqa: S311 - faults, no secrets
    tries = [(name, given) for name in FIELDS for given in ODD]
    tries = dice.sample(tries, proof.times(SAMPLE, len(tries)))
    whole, problems = parse_settings("\n".join(lines()), Settings())
    assert problems == ()
    bad = [each for each in tries if not as_promised(*each, whole)]
    print(bad)

    proof.found(Fault.SETTINGS, tried=len(tries), survived=len(tries) - len(bad))


def test_each_byte_changed(proof: Proof, tmp_path: Path) -> None:
    """What is no TOML any more changes nothing; it is told, and left as it is."""
    dice = Random(proof.seed("bytes of settings"))  # noqa: S311 - faults, no secrets
    whole = "\n".join(lines()).encode()
    tries = list(changed(whole, dice))
    tries = dice.sample(tries, proof.times(SAMPLE, len(tries)))
    file = tmp_path / "settings.toml"
    source = SettingsFile(file)
    _save(file, whole, 0)
    source.refresh()
    before = source.settings
    bad = []
    for turn, content in enumerate(tries, start=1):
        _save(file, whole, 2 * turn - 1)
        source.refresh()
        _save(file, content, 2 * turn)
        source.refresh()
        same = source.settings == before and bool(source.problems)
        if not (same or _is_toml(content)) or file.read_bytes() != content:
            bad.append(content)
    print(bad)

    survived = len(tries) - len(bad)
    proof.found(Fault.SETTINGS_BYTES, tried=len(tries), survived=survived)


def _is_toml(content: bytes) -> bool:
    try:
        tomllib.loads(content.decode("utf-8-sig"))
    except ValueError:
        return False
    return True


def _save(file: Path, content: bytes, turn: int) -> None:
    file.write_bytes(content)
    # A file is looked at when its time is another.
    os.utime(file, ns=(turn, turn))
