#!/usr/bin/env python3
"""Drives a real browser through the public site and the applicant's way: `python Tests/Browser/run.py [JOURNEY…]`.

HEFU_BIN   the program to test (else bin/hefu)
HEFU_SHOTS a folder for screenshots (else none are made)
CHROMIUM   the browser (else /usr/bin/chromium)
"""

import sys

from axe_playwright_python.sync_playwright import Axe

import desk
from harness import LANGUAGES, Site, run
from playwright.sync_api import expect

TOPICS = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "2.0", "2.1", "2.2", "2.3", "2.4"]
WRONG_TITLE = "中埃人工智能合作项目"
RIGHT_TITLE = "中埃人工智能联合实验室"
CHECK = {"zh": "查看判断", "en": "Show the verdicts"}
AGAIN = {"zh": "重新判断", "en": "Check again"}


def a_topic_is_read_in_both_languages(site: Site):
    """a visitor goes from the call to a topic, reads it in Chinese, switches to English and stays in it"""
    with site.page("zh") as page:
        site.open(page, "/")
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
        expect(page.locator("table.topics tbody tr")).to_have_count(14)
        site.shoot(page, "call-zh")
        page.get_by_role("link", name="中国和阿拉伯国家联合实验室项目").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("1.5")
        expect(page.get_by_text("（2）项目实施周期一般为 3年；")).to_be_visible()
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("heading", level=1)).to_contain_text("China–Arab states joint laboratory")
        expect(page.get_by_text("The implementation period is generally 3 years.")).to_be_visible()
        expect(page.locator("blockquote[lang=zh-Hans]", has_text="项目实施周期一般为 3年")).to_be_visible()
        site.shoot(page, "topic-en")
        page.get_by_role("link", name="Guide, full text").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.locator("#c-1\\.5\\(4\\)a .clause-id a").click()
        assert page.url.endswith("/topics/1.5#c-1.5(4)a"), page.url


def fill(page, title: str):
    page.locator("[name='partner.country']").select_option("EG")
    page.locator("[name='app.topic']").select_option("ai")
    page.locator("[name='app.titleZh']").fill(title)
    page.locator("[name='app.durationMonths']").fill("36")
    page.locator("[name='org[0].name']").fill("示例大学")
    page.locator("[name='org[1].name']").fill("Example University")
    page.locator("[name='doc.recognition']").check()
    page.locator("[name='doc.recognition.issuerLevel']").select_option("regional")


def a_self_check_without_scripts(site: Site):
    """without JavaScript: a violated clause is quoted, its field corrected, and the clause satisfied"""
    for language in LANGUAGES:
        with site.page(language, scripts=False) as page:
            site.open(page, "/topics/1.5", language)
            page.locator("a.action").first.click()
            fill(page, WRONG_TITLE)
            page.get_by_role("button", name=CHECK[language]).last.click()
            finding = page.locator("[id='r-1.5(3)b']")
            expect(finding.locator(".verdict.violated")).to_be_visible()
            expect(finding.locator("blockquote")).to_contain_text("中+合作国家简称+研究领域+联合实验室")
            expect(page.locator("[id='remarks-app.titleZh'] .verdict.violated")).to_be_visible()
            expect(page.locator("[name='org[1].name']")).to_have_value("Example University")
            site.shoot(page, f"result-{language}")
            finding.locator(".spots a").first.click()
            page.locator("[name='app.titleZh']").fill(RIGHT_TITLE)
            page.get_by_role("button", name=AGAIN[language]).last.click()
            page.locator("details.group.satisfied > summary").click()
            expect(page.locator("[id='r-1.5(3)b'] .verdict.satisfied")).to_be_visible()
            expect(page.locator("[id='remarks-app.titleZh'] .verdict.violated")).to_have_count(0)
            expect(page.locator("[id='r-1.5(4)a'] .verdict.violated")).to_be_visible()


def what_is_typed_is_kept(site: Site):
    """another row, the other language and a typing error keep everything that was typed"""
    with site.page("zh", scripts=False) as page:
        site.open(page, "/topics/1.5/check", "zh")
        fill(page, RIGHT_TITLE)
        page.locator("button[name=add][value=org]").click()
        page.locator("[name='org[2].name']").fill("示例企业")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("[name='org[2].name']")).to_have_value("示例企业")
        expect(page.locator("[name='app.titleZh']")).to_have_value(RIGHT_TITLE)
        expect(page.locator("[name='doc.recognition']")).to_be_checked()
        page.locator("[name='app.durationMonths']").fill("three years")
        page.get_by_role("button", name=CHECK["en"]).last.click()
        expect(page.locator(".errors")).to_be_visible()
        expect(page.locator("[id='fault-app.durationMonths']")).to_contain_text("three years")
        expect(page.locator("[name='app.durationMonths']")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("[name='org[2].name']")).to_have_value("示例企业")
        page.locator(".errors a").first.click()
        assert page.url.endswith("#f-app.durationMonths"), page.url


def the_keyboard_is_enough(site: Site):
    """with the keyboard alone: skip link, visible focus, a field filled in, Enter gives the verdicts"""
    with site.page("en") as page:
        site.open(page, "/topics/1.5/check", "en")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        for _ in range(60):
            page.keyboard.press("Tab")
            focus = page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
                return {name: e.name || '', outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                  hidden: r.bottom <= 0 || r.top >= innerHeight || r.right <= 0}; }"""
            )
            assert focus["outline"] and not focus["hidden"], f"focus is not to be seen: {focus}"
            if focus["name"] == "app.titleZh":
                break
        else:
            raise AssertionError("the title is not reached")
        page.keyboard.insert_text(WRONG_TITLE)
        page.keyboard.press("Enter")
        page.wait_for_selector("#result-title")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("[name='app.titleZh']")).to_have_value(WRONG_TITLE)
        expect(page.locator("[id='r-1.5(3)b'] .verdict").first).to_be_visible()


def nothing_is_wider_than_a_small_screen(site: Site):
    """at 320 pixels nothing scrolls sideways, on any page in either language"""
    for language in LANGUAGES:
        with site.page(language, width=320) as page:

            def fits(name):
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= 320, f"{name} ({language}) is {wide} pixels wide"

            for path in ["/", "/guide", "/nothing"] + [f"/topics/{t}{end}" for t in TOPICS for end in ("", "/check")]:
                site.open(page, path, language)
                fits(path)
                if path in ("/", "/topics/1.5/check"):
                    site.shoot(page, f"narrow-{path.replace('/', '-').strip('-') or 'call'}-{language}")
            site.open(page, "/topics/1.5/check", language)
            fill(page, WRONG_TITLE + "很长" * 20)
            page.get_by_role("button", name=CHECK[language]).last.click()
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            fits("the verdicts")


def axe_finds_nothing(site: Site):
    """axe finds no violation (WCAG 2.2 AA and best practice) on any page in either language"""
    axe = Axe()
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    found: list[str] = []
    for language in LANGUAGES:
        with site.page(language) as page:

            def look(name):
                for violation in axe.run(page, options=options).response["violations"]:
                    nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                    found.append(f"{name} ({language}): {violation['id']}: {violation['help']} {nodes}")

            for path in ["/", "/guide", "/nothing"] + [f"/topics/{t}{end}" for t in TOPICS for end in ("", "/check")]:
                site.open(page, path, language)
                look(path)
            site.open(page, "/topics/1.5/check", language)
            fill(page, WRONG_TITLE)
            page.get_by_role("button", name=CHECK[language]).last.click()
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            look("the verdicts")
            page.locator("[name='app.durationMonths']").fill("many")
            page.get_by_role("button", name=AGAIN[language]).last.click()
            look("typing errors")
            page.set_viewport_size({"width": 320, "height": 800})
            site.open(page, "/topics/1.5/check", language)
            look("the form at 320 pixels")
    assert not found, "\n".join(found)


PUBLIC = [
    a_topic_is_read_in_both_languages,
    a_self_check_without_scripts,
    what_is_typed_is_kept,
    the_keyboard_is_enough,
    nothing_is_wider_than_a_small_screen,
    axe_finds_nothing,
]

if __name__ == "__main__":
    journeys = desk.JOURNEYS + (desk.BY_NAME if len(sys.argv) > 1 else [])
    sys.exit(run(PUBLIC) | run(journeys, has_store=True))
