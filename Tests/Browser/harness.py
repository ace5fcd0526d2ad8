"""What the browser tests stand on: the server under test, a browser, and a runner that says what passed."""

import contextlib
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALL = ROOT / "Calls" / "2024-2"
LANGUAGES = ("zh", "en")
PASSWORD = "hefu-demo-2024-open"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program() -> str:
    return os.environ.get("HEFU_BIN") or str(ROOT / "bin" / "hefu")


@contextlib.contextmanager
def demonstration():
    """A folder with a small demonstration store, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="hefu-browser-") as folder:
        command = [program(), "demo", "--store", folder, "--call", str(CALL), "--applications", "40", "--seed", "1"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        yield folder


@contextlib.contextmanager
def serve(store: str | None = None):
    """Runs `hefu serve` on a free port and gives its address; with a store, every desk is open."""
    port = free_port()
    command = [program(), "serve", "--call", str(CALL), "--host", "127.0.0.1", "--port", str(port)]
    if store:
        # Every journey comes from one address: what protects from guessing passwords would stop them.
        command += ["--store", store, "--uncounted", "127.0.0.1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    # Without HEFU_BIN the program may have to be built first.
    deadline = time.monotonic() + (60 if "HEFU_BIN" in os.environ else 3600)
    try:
        while True:
            if process.poll() is not None:
                sys.exit(f"the server ended: {process.stderr.read() if process.stderr else ''}")
            try:
                with urllib.request.urlopen(address + "/health", timeout=2) as answer:
                    if answer.status == 200:
                        break
            except OSError:
                if time.monotonic() > deadline:
                    sys.exit("the server did not answer in time")
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


class Site:
    """The site in a browser: pages by language, width, and with or without JavaScript."""

    def __init__(self, browser: Browser, address: str):
        self.browser = browser
        self.address = address
        # One sign-in a person: its cookie is put into every later window.
        self.sessions: dict[str, list] = {}
        shots = os.environ.get("HEFU_SHOTS")
        self.shots = pathlib.Path(shots) if shots else None
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)

    @contextlib.contextmanager
    def page(self, language: str = "zh", width: int = 1280, scripts: bool = True, person: str | None = None):
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="zh-CN" if language == "zh" else "en-GB",
        )
        context.set_default_timeout(20_000)
        if person:
            chosen = {"name": "lang", "value": language, "url": self.address}
            context.add_cookies([*self.session(person), chosen])
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        try:
            yield page
            # A page that the browser refuses (404, 422) is reported there too; those are expected.
            complaints = [text for text in complaints if "Failed to load resource" not in text]
            assert not complaints, f"the browser complains: {complaints}"
        except BaseException:
            self.shoot(page, f"failed-{len(complaints)}-{time.monotonic():.0f}")
            raise
        finally:
            context.close()

    def session(self, person: str) -> list:
        """The cookies of a person of the demonstration, signed in by the form everybody uses."""
        if person not in self.sessions:
            context = self.browser.new_context(locale="en-GB")
            page = context.new_page()
            page.goto(self.address + "/sign-in")
            page.locator("#email").fill(f"{person}@demo.hefu.invalid")
            page.locator("#password").fill(PASSWORD)
            page.locator("main form button.action").click()
            page.wait_for_url(re.compile(r"^(?!.*/sign-in).*$"))
            self.sessions[person] = [cookie for cookie in context.cookies() if cookie["name"] != "lang"]
            context.close()
        return self.sessions[person]

    def open(self, page: Page, path: str, language: str | None = None):
        return page.goto(self.address + path + (f"?lang={language}" if language else ""))

    def shoot(self, page: Page, name: str, full: bool = False):
        if self.shots:
            page.screenshot(path=self.shots / f"{name}.png", full_page=full)


def run(tests, has_store: bool = False) -> int:
    """Runs every test, says what passed, and returns the exit code; with a store, on a demonstration of its own."""
    only = sys.argv[1:]
    tests = [test for test in tests if not only or test.__name__ in only]
    if not tests:
        return 0
    failed = 0
    with contextlib.ExitStack() as stack, sync_playwright() as playwright:
        store = stack.enter_context(demonstration()) if has_store else None
        address = stack.enter_context(serve(store))
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        site = Site(browser, address)
        for test in tests:
            began = time.monotonic()
            name = test.__doc__ or test.__name__
            try:
                test(site)
                print(f"✓ {name} ({time.monotonic() - began:.1f} s)", flush=True)
            except Exception:  # every failure is told, then the next test runs
                failed += 1
                print(f"✗ {name}\n{traceback.format_exc()}", flush=True)
        browser.close()
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0
