"""What the browser tests stand on: the server under test, a browser, and a runner that says what passed."""

import contextlib
import os
import pathlib
import socket
import subprocess
import sys
import time
import traceback
import urllib.request

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ("zh", "en")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serve():
    """Runs `hefu serve` on a free port and gives its address."""
    program = os.environ.get("HEFU_BIN") or str(ROOT / "bin" / "hefu")
    port = free_port()
    command = [program, "serve", "--call", str(ROOT / "Calls" / "2024-2"), "--host", "127.0.0.1", "--port", str(port)]
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
        shots = os.environ.get("HEFU_SHOTS")
        self.shots = pathlib.Path(shots) if shots else None
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)

    @contextlib.contextmanager
    def page(self, language: str = "zh", width: int = 1280, scripts: bool = True):
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="zh-CN" if language == "zh" else "en-GB",
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        try:
            yield page
            # A page that the browser refuses (404, 422) is reported there too; those are expected.
            complaints = [text for text in complaints if "Failed to load resource" not in text]
            assert not complaints, f"the browser complains: {complaints}"
        except BaseException:
            self.shoot(page, "failed")
            raise
        finally:
            context.close()

    def open(self, page: Page, path: str, language: str | None = None):
        return page.goto(self.address + path + (f"?lang={language}" if language else ""))

    def shoot(self, page: Page, name: str, full: bool = False):
        if self.shots:
            page.screenshot(path=self.shots / f"{name}.png", full_page=full)


def run(tests) -> int:
    """Runs every test, says what passed, and returns the exit code."""
    failed = 0
    with serve() as address, sync_playwright() as playwright:
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
