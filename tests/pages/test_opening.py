"""A page that is opened finds the pages there, for as long as its link lasts."""

from movebreak.control.messages import Request
from movebreak.errors import Exit
from movebreak.pages.opening import BY_HAND, ENDING, Opening


def test_the_wait_for_the_end_begins_anew_before_there_is_a_link() -> None:
    """Whoever opens a page just before the end still gets there."""
    did: list[str] = []
    assert opening(did).open("guide").code == Exit.OK
    assert did == ["touched", "made guide", "browsed /guide"]


def test_the_link_is_told_in_any_case() -> None:
    """A browser that was asked may still not come, as without a desktop behind it."""
    asked = opening([]).open("guide")
    assert asked.out.endswith(f"If it does not, {BY_HAND} /guide")
    failed = opening([], has_browser=False).open("guide")
    assert failed.code == Exit.FAILED
    assert failed.err.endswith(f"{BY_HAND} /guide")


def test_pages_that_end_give_no_link() -> None:
    """It would lead nowhere."""
    did: list[str] = []
    asked = opening(did, is_ending=True).handle(Request("open", ("guide",)))
    assert (asked, did) == (ENDING, [])


def test_only_pages_can_be_asked_for() -> None:
    """One at a time."""
    for request in (Request("done"), Request("open"), Request("open", ("a", "b"))):
        assert opening([]).handle(request).code == Exit.USAGE


def opening(
    did: list[str], *, is_ending: bool = False, has_browser: bool = True
) -> Opening:
    """Return what opens pages, and notes in `did` how it went about it."""

    def link(page: str) -> str:
        did.append(f"made {page}")
        return f"/{page}"

    def browse(link: str) -> bool:
        did.append(f"browsed {link}")
        return has_browser

    return Opening(browse, link, lambda: did.append("touched"), lambda: is_ending)
