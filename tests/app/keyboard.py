"""Pages used by keyboard, as people without a mouse do, although they may be built anew in the same moment."""

from playwright.sync_api import Page

_TRIES = 50
_READY = "each => { each.addEventListener('click', () => { window.pressed = true; }, {once: true}); each.focus(); }"


def press(page: Page, name: str) -> None:
    """Press a button by keyboard; again if a page built anew took the focus to its title just before."""
    button = page.get_by_role("button", name=name, exact=True)
    page.evaluate("window.pressed = false")
    for _ in range(_TRIES):
        button.evaluate(_READY)
        page.keyboard.press("Enter")
        if page.evaluate("window.pressed"):
            return
    raise AssertionError(f"no key presses the button {name}")


def arrive(page: Page, title: str) -> None:
    """Wait until a page built anew has taken the focus to its title; a key pressed before could go there instead."""
    page.wait_for_function(
        "t => document.activeElement?.matches('h1') && document.activeElement.innerText === t", arg=title
    )
