"""A scanner that types, and what to wait for after it did."""

import time


def pull(page, text, *, after=0.0, gap=0.012):
    """
    Send what a scanner set to Enter types, each key with the time it was pressed.

    A busy machine hands keys over late; the time on them is the scanner's all the same.
    That they are let go again tells the page nothing: it is not sent.
    """
    wire = page.context.new_cdp_session(page)
    at = time.time() + after
    for sign in (*text, "Enter"):
        key = {"key": sign, "text": "\r" if sign == "Enter" else sign, "timestamp": at}
        wire.send("Input.dispatchKeyEvent", {"type": "keyDown"} | key)
        at += gap
    wire.detach()


def verdict(page, title):
    """Wait for a verdict that says this."""
    page.locator(".verdict .title", has_text=title).wait_for()


def scan(page, text):
    """Pull the trigger and wait until this scan has its answer, by its own name."""
    last = page.evaluate("document.querySelector('.verdict')?.dataset.id || ''")
    pull(page, text)
    page.wait_for_function(
        "last => (document.querySelector('.verdict')?.dataset.id || last) !== last",
        arg=last,
    )


def ready(page):
    """Wait until the page listens."""
    page.wait_for_selector("#station[data-ready]", state="attached")


def listed(page):
    """Wait until the page can go on alone: it has its list, and its keeper keeps it."""
    page.wait_for_selector("#station[data-listed]", state="attached")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def change_hands(page, badge, pin):
    """
    Hand the device over and return how long it took, in seconds.

    One press, one pull of the trigger, the PIN: nothing else is touched.
    """
    began = time.monotonic()
    page.get_by_role("button", name="Switch user").click()
    page.wait_for_url("**/station/unlock")
    pull(page, badge)
    page.locator("input[type=password]:focus").wait_for()
    page.keyboard.type(pin)
    page.keyboard.press("Enter")
    ready(page)
    return time.monotonic() - began
