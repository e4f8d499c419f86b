"""Reads the figures of the drills from a folder of TOML files."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from movebreak.surfaces.poses import Figure, Frame, Mark, Prop
from movebreak.surfaces.skeleton import (
    ANGLES,
    ARM,
    LEG,
    SIDES,
    SPINE,
    TURNS,
    Pose,
    mirrored,
)

Table = dict[str, Any]
Poses = Mapping[str, Mapping[str, float]]

PLAIN = ("view", "show", "aside", "returns", "choice", "move", "jumps")
FIGURE_KEYS = {*PLAIN, "frames", "props", "ghost", "strip", "trail", "rest"}
OWN = ("x", "lift", "hold", "view")
FRAME_KEYS = {*OWN, "like", "rest", "glow", "marks", "mirror"}
LIMBS = {
    f"{limb}{side}{out}"
    for limb in ("arm", "leg")
    for side in ("s", *(f"-{each}" for each in SIDES))
    for out in ("", "-out")
}
POSE_KEYS = {*LIMBS, *SPINE, *(f"{each}-out" for each in SPINE), *TURNS, "like"}


class Figures:
    """Finds the figure of a drill in a folder of TOML files, read when asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _poses(self) -> Poses:
        known: dict[str, dict[str, float]] = {"": dict.fromkeys(ANGLES, 0.0)}
        tables = tomllib.loads((self._folder / "poses.toml").read_text("utf-8"))
        for name, table in tables.items():
            known[name] = _angles(table, known)
        return known

    def names(self) -> tuple[str, ...]:
        """Return the ids of all drills that have a figure."""
        return tuple(
            line[1:-1]
            for file in self._files()
            for line in file.read_text("utf-8").splitlines()
            if line.startswith("[") and line.endswith("]")
        )

    def find(self, drill: str) -> Figure | None:
        """Return the figure of the drill with this id, or None when it has none."""
        for file in self._files():
            text = file.read_text("utf-8")
            # Reading TOML takes long: only the one table that is needed.
            _, found, rest = f"\n{text}".partition(f"\n[{drill}]\n")
            if found:
                table = tomllib.loads(rest.partition("\n[")[0])
                return _figure(drill, table, self._poses)
        return None

    def _files(self) -> list[Path]:
        files = sorted(self._folder.glob("*.toml"))
        return [file for file in files if file.name != "poses.toml"]


def figures_folder() -> Path:
    """Return the folder of the figures that come with movebreak."""
    return Path(__file__).parent.parent / "catalogue" / "figures"


def _figure(drill: str, table: Table, poses: Poses) -> Figure:
    _refuse_unknown(table, FIGURE_KEYS)
    ghost = table.get("ghost", [])
    return Figure(
        id=drill,
        frames=tuple(_frame(each, table, poses) for each in table["frames"]),
        props=tuple(
            Prop(**{**each, "at": tuple(each.get("at", ()))})
            for each in table.get("props", ())
        ),
        ghosts=tuple(ghost if isinstance(ghost, list) else [ghost]),
        strip=tuple(table.get("strip", ())),
        trail=tuple(table.get("trail", ())),
        **{name: table[name] for name in PLAIN if name in table},
    )


def _frame(entry: Table, table: Table, poses: Poses) -> Frame:
    _refuse_unknown(entry, FRAME_KEYS | POSE_KEYS)
    pose: Pose = _angles(entry, poses)
    rest: str = {"rest": "feet", **table, **entry}["rest"]
    frame = replace(
        Frame(pose, rest=rest),
        **{name: entry[name] for name in OWN if name in entry},
        glow=tuple(entry.get("glow", ())),
        marks=tuple(Mark(**each) for each in entry.get("marks", ())),
    )
    return replace(frame, pose=mirrored(pose)) if entry.get("mirror") else frame


def _refuse_unknown(table: Table, known: set[str]) -> None:
    """Raise for a key that means nothing here, as a slip would go unseen."""
    unknown = sorted(set(table) - known)
    if unknown:
        raise ValueError(f"no figure knows: {', '.join(unknown)}")


def _angles(table: Table, poses: Poses) -> dict[str, float]:
    """Return all angles of a pose written short: `arms` is both, `-out` sideways."""
    pose = dict(poses[table.get("like", "")])
    for name, value in table.items():
        if name in TURNS:
            pose[name] = value
        elif name.removesuffix("-out") in SPINE:
            pose[name] = value
            # One number bends the whole spine, until a later one says otherwise.
            later = SPINE[SPINE.index(name.removesuffix("-out")) + 1 :]
            for each in later:
                pose[each + ("-out" if name.endswith("-out") else "")] = value
        elif name in LIMBS:
            pose |= _limb(name, value)
    return pose


def _limb(name: str, degrees: list[float]) -> dict[str, float]:
    out = "-out" if name.endswith("-out") else ""
    parts = ARM if name.startswith("arm") else LEG
    sides = [side for side in SIDES if side in name] or SIDES
    return {
        f"{part}-{side}{out}": angle
        for side in sides
        for part, angle in zip(parts, degrees, strict=False)
    }
