"""Who walks: a person with a phone, and what a machine says of the pages they see."""

from axe_playwright_python.sync_playwright import Axe

from tests.portal.customer.walk import SENDER

PHONE = {"width": 390, "height": 844}


class Person:
    """Walks through the pages in one window and weighs each of them."""

    def __init__(self, browser, address, *, script=True, scheme="light"):
        self.address = address
        self.context = browser.new_context(
            viewport=PHONE,
            java_script_enabled=script,
            bypass_csp=script,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()
        self.seen = []
        self.weight = 0
        self.page.on("requestfinished", self._weigh)
        self.page.on("pageerror", lambda error: self.seen.append(str(error)))

    def _weigh(self, request):
        sizes = request.sizes()
        self.weight += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def open(self, path="", until="load"):
        self.weight = 0
        self.page.goto(f"{self.address}{path}", wait_until=until)

    def press(self, name):
        self.page.get_by_role("button", name=name).click()

    def find(self, serial):
        self.open("/")
        self.page.get_by_label("Serial number or order number").fill(serial)
        self.press("Find my unit")

    def tell(self):
        self.page.get_by_label("What happened?").fill("No picture since the storm.")
        self.page.get_by_label("It stopped working").check()
        self.press("See what we can do")

    def choose(self):
        self.page.get_by_role("radio", name="Replacement").first.check()
        for name, value in SENDER.items():
            field = self.page.locator(f"[name={name}]")
            if name == "country":
                field.select_option(value)
            else:
                field.fill(value)
        self.press("Check everything")

    def create(self):
        self.press("Create my return and get the label")


def faults(page, schemes=("light", "dark")):
    """Return what axe finds in each theme, and what sticks out on a small phone."""
    found = []
    axe = Axe()
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        result = axe.run(page)
        if result.violations_count:
            found.append(result.generate_report())
    page.set_viewport_size({"width": 320, "height": 700})
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    page.set_viewport_size(PHONE)
    return [*found, f"{over} px stick out"] if over else found
