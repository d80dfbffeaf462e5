"""The review page in a real browser, opened from disk: clicks, keys, sizes, colours."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from locvid.model.errors import ExitCode
from locvid.report.base import Place, Results
from locvid.report.films import read_films
from locvid.report.html.report import HtmlReport
from locvid.run.approvals import Approval, Decision, read_approvals

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="there is no Chromium with its driver here: apt-get install chromium chromium-driver",
)


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, downloads: Path) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    profile = tmp_path_factory.mktemp("profile")
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio",
        "--autoplay-policy=no-user-gesture-required", f"--user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    service = webdriver.ChromeService(DRIVER, log_output=os.devnull)
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def folder(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page on three films, of which the Arabic one was rejected and the French one has changed
    since it was approved.
    """
    films = read_films([rendered])
    target = tmp_path_factory.mktemp("page") / "review folder"
    at = "2026-11-24T10:00:00+00:00"
    approvals = {
        "film.ar-EG": Approval(Decision.REJECTED, films[0].sha256, "too fast", "Ben", at),
        "film.fr-FR": Approval(Decision.APPROVED, "0" * 64, "good", "Ann", at),
    }
    HtmlReport().write(Results(films, (), approvals), Place(target, target, None, {}))  # type: ignore[arg-type]
    return target


@pytest.fixture
def page(browser: Any, folder: Path) -> Iterator[Any]:
    """The page as a first visitor sees it at 1200 pixels; it must have complained of nothing."""
    show(browser, 1200)
    browser.get((folder / "index.html").as_uri())
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    yield browser
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def show(browser: Any, width: int, scheme: str = "light") -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme_of_system = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme_of_system)


def names(page: Any) -> list[str]:
    script = "return [...document.querySelectorAll('.card')].map(c => c.review.film.name)"
    return list(page.execute_script(script))


def text(page: Any, selector: str) -> str:
    return str(
        page.execute_script("return document.querySelector(arguments[0]).innerText", selector)
    )


def click(page: Any, selector: str) -> None:
    """Click as a person does: where nothing, such as the bar, covers the element."""
    element = page.find_element("css selector", selector)
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def card(tag: str, inside: str = "") -> str:
    return f"[id='film-film.{tag}'] {inside}".strip()


def wait(truth: Callable[[], Any], seconds: float = 10) -> Any:
    end = time.monotonic() + seconds
    while not (value := truth()):
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
    return value


def choose(page: Any, field: str, value: str) -> None:
    page.execute_script(
        "const f = document.getElementById(arguments[0]); f.value = arguments[1];"
        "f.dispatchEvent(new Event('input', {bubbles: true}))",
        field,
        value,
    )


def keys(page: Any, *pressed: str) -> None:
    actions = webdriver.ActionChains(page)
    for key in pressed:
        actions.send_keys(key)
    actions.perform()


def test_every_language_stands_beside_the_others_with_its_verdict(page):
    assert names(page) == ["film.ar-EG", "film.en-US", "film.fr-FR"]
    tops = page.execute_script(
        "return [...document.querySelectorAll('.card')].map(c => c.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
    assert "cannot tell" in text(page, card("en-US", ".badges"))
    assert "sound 12 ms late" in text(page, card("en-US", ".gist"))
    gauge = page.find_element("css selector", card("fr-FR", "svg.gauge"))
    assert gauge.accessible_name == (
        "Whole film: sound 12 ms late, interval +4 ms to +20 ms; allowed are −40 ms to +60 ms."
    )
    # What a script is called is text, whatever it looks like.
    assert "<b>Two</b> shots" in text(page, "h2")
    assert page.execute_script("return document.querySelectorAll('main b').length") == 0


def test_earlier_decisions_are_shown_and_a_changed_film_has_to_be_decided_again(page):
    assert "too fast" in page.find_element("css selector", card("ar-EG", "textarea")).get_property(
        "value"
    )
    assert "rejected Ben, 2026-11-24" in " ".join(text(page, card("ar-EG", ".state")).split())
    told = text(page, card("fr-FR", ".state"))
    assert "changed since the last decision" in told
    assert "was approved" in told
    assert "2 to decide" in text(page, "#tally")


def test_filters_search_and_order(page):
    choose(page, "verdict", "cannot tell")
    assert names(page) == ["film.en-US"]
    assert text(page, "#found") == "1 of 3 films"
    click(page, "button[type=reset]")
    wait(lambda: len(names(page)) == 3)
    choose(page, "search", "bonjour")
    assert names(page) == ["film.fr-FR"]
    choose(page, "search", "")
    choose(page, "standing", "rejected")
    assert names(page) == ["film.ar-EG"]
    choose(page, "standing", "")
    choose(page, "sort", "verdict")
    assert names(page)[0] == "film.en-US"
    choose(page, "sort", "standing")
    assert names(page) == ["film.fr-FR", "film.en-US", "film.ar-EG"]


def test_details_show_words_waveform_lips_and_prompt(page):
    click(page, card("fr-FR", ".opener"))
    wait(lambda: page.find_elements("css selector", card("fr-FR", ".timeline")))
    words = page.execute_script(
        "return [...document.querySelectorAll('.words span')]"
        ".map(w => [w.textContent, w.offsetLeft])"
    )
    assert [word for word, _ in words] == ["Bonjour", "à", "tous.", "À", "demain."]
    assert [left for _, left in words] == pytest.approx([0, 40, 80, 120, 180], abs=1)
    shape = "return document.querySelector(arguments[0]).getAttribute('d')"
    assert page.execute_script(shape, ".wave path").count("L") > 150
    # A frame without a face interrupts the curve instead of being drawn as closed lips.
    assert page.execute_script(shape, "svg.lips:not(.sample) .seen").count("M") == 2
    assert page.execute_script(shape, "svg.lips:not(.sample) .expected").count("L") == 4
    panel = text(page, card("fr-FR", ".panel"))
    assert "shorter than the market's pace allows" in panel
    assert re.search(r"natural \d\.\d s", panel)
    assert "borrowed from another language" not in panel, "the prompt is folded"
    click(page, card("fr-FR", ".prompt summary"))
    panel = text(page, card("fr-FR", ".panel"))
    assert "Parisian accent of France" in panel
    assert "someone (borrowed from another language)" in panel


def test_films_play_with_captions_and_captions_lead_into_the_film(page):
    video = f'document.querySelector("{card("ar-EG", "video")}")'
    click(page, card("ar-EG", ".opener"))
    wait(lambda: page.find_elements("css selector", card("ar-EG", ".captions button")))
    page.execute_script(f"{video}.play()")
    wait(lambda: page.execute_script(f"return {video}.currentTime > 0.05"))
    cues = page.execute_script(f"return [...{video}.textTracks[0].cues].map(c => c.text)")
    assert "صباح الخير للجميع." in cues[0]
    page.execute_script(f'document.querySelector("{card("fr-FR", "video")}").play()')
    wait(lambda: page.execute_script(f"return {video}.paused"))
    click(page, card("ar-EG", ".captions li:nth-child(2) button"))
    wait(lambda: page.execute_script(f"return {video}.currentTime >= 0.9"))
    caption = page.find_element("css selector", card("ar-EG", ".captions button span[lang]"))
    assert caption.get_attribute("lang") == "ar-EG"
    assert page.execute_script("return getComputedStyle(arguments[0]).direction", caption) == "rtl"


def test_captions_that_look_like_markup_are_played_as_words(page):
    words = "I <3 you & a<b, c>d"
    shown = page.execute_script(
        "Review.detail('film.en-US', {captions: [{start_s: 0, end_s: 1, text: arguments[1]}]});"
        "const video = document.querySelector(arguments[0]);"
        "video.dispatchEvent(new Event('loadedmetadata'));"
        "return new Promise((tell) => setTimeout(() =>"
        "  tell(video.textTracks[0].cues[0].getCueAsHTML().textContent)))",
        card("en-US", "video"),
        words,
    )
    assert shown == words


def test_keys_step_through_every_frame_of_a_film_of_thirty_a_second(page):
    video = f'document.querySelector("{card("ar-EG", "video")}")'
    page.execute_script(f"{video}.preload = 'auto'; {video}.load(); Review.films[0].fps = 30")
    wait(lambda: page.execute_script(f"return {video}.readyState > 0"))
    keys(page, "j")
    frames = []
    for key in "......,,":
        keys(page, key)
        frames.append(page.execute_script(f"return Math.floor({video}.currentTime * 30)"))
    assert frames == [1, 2, 3, 4, 5, 6, 5, 4]


def test_times_round_to_a_whole_minute(page):
    script = "return [59.94, 59.96, 61.26, 0].map(Review.clock)"
    assert page.execute_script(script) == ["0:59.9", "1:00.0", "1:01.3", "0:00.0"]


def test_a_silent_film_has_no_loudness(page):
    page.execute_script(
        "const { detailsOf } = Review; Review.detailsOf = (film) => detailsOf(film).then((told) =>"
        " ({...told, loudness: {...told.loudness, integrated_lufs: null, true_peak_dbtp: null}}))"
    )
    click(page, card("fr-FR", ".opener"))
    wait(lambda: page.find_elements("css selector", card("fr-FR", ".timeline")))
    assert "silent (target −16 LUFS)" in text(page, card("fr-FR", ".panel"))
    assert "null" not in text(page, card("fr-FR", ".panel"))


def test_what_others_decided_later_holds_and_a_note_alone_is_no_decision(page):
    old = {"decision": "approved", "note": "", "by": "Zoë", "at": "2026-11-24T09:00:00+00:00"}
    page.execute_script(
        "const film = Review.films[0]; localStorage.setItem("
        " `locvid-review:${film.name}:${film.sha256}`,"
        " JSON.stringify({...arguments[0], sha256: film.sha256}))",
        old,
    )
    page.refresh()
    assert "rejected" in text(page, card("ar-EG", ".state"))
    page.find_element("css selector", card("en-US", "textarea")).send_keys("hm")
    click(page, "#search")
    assert text(page, "#progress") == "Nothing to save."


def test_elements_are_found_by_their_names_whatever_a_script_is_called(page):
    named = page.execute_script(
        "const film = {...Review.films[0], name: 'my film.ar-EG'};"
        "const card = Review.card(film); document.body.append(card);"
        "const ids = [...card.getAttribute('aria-labelledby').split(' '),"
        "  ...card.querySelector('.opener').getAttribute('aria-controls').split(' ')];"
        "const found = ids.map((id) => document.getElementById(id) !== null);"
        "card.remove(); return found"
    )
    assert named == [True, True]


def test_decisions_outlive_a_reload_and_are_saved_to_a_file_that_render_honours(
    page, shell, judge, out, downloads
):
    page.find_element("css selector", "#who").send_keys("Zoë")
    click(page, card("fr-FR", "[data-decision=approved]"))
    page.find_element("css selector", card("fr-FR", "textarea")).send_keys("lovely")
    click(page, card("en-US", "[data-decision=rejected]"))
    assert "2 decisions are not saved yet" in text(page, "#progress")
    page.refresh()
    pressed = page.find_element("css selector", card("fr-FR", "[data-decision=approved]"))
    assert pressed.get_attribute("aria-pressed") == "true"
    assert "1 approved" in text(page, "#tally")
    click(page, "#save")
    saved = downloads / "approvals.json"
    wait(saved.exists)
    films = {film.name: film for film in read_films([out])}
    decided = read_approvals(saved)
    assert {name: each.decision.value for name, each in decided.items()} == {
        "film.ar-EG": "rejected", "film.en-US": "rejected", "film.fr-FR": "approved",
    }  # fmt: skip
    french = decided["film.fr-FR"]
    assert french.sha256 == films["film.fr-FR"].sha256
    assert (french.note, french.by) == ("lovely", "Zoë")
    assert decided["film.ar-EG"].by == "Ben", "what others decided is kept"
    said = shell("approve", "--from", str(saved), "--approvals", str(out / "approvals.json"))
    assert said.code is ExitCode.OK
    assert read_approvals(out / "approvals.json") == decided
    assert json.loads(saved.read_text())["locvid_approvals"] == 1


def test_a_film_is_reviewed_with_the_keyboard_alone(page):
    keys(page, "j", "j", "a")
    state = card("en-US", ".state")
    assert "approved" in text(page, state)
    keys(page, "r")
    assert "rejected" in text(page, state)
    keys(page, "r")
    assert "to decide" in text(page, state)
    keys(page, "n", "ask Ann", "\ue00c", "o")
    assert page.execute_script("return document.querySelector('textarea:focus')") is None
    note = page.find_element("css selector", card("en-US", "textarea"))
    assert note.get_property("value") == "ask Ann"
    wait(lambda: page.find_elements("css selector", card("en-US", ".timeline")))
    keys(page, "k")
    assert page.execute_script("return document.activeElement.id") == "film-film.ar-EG"
    keys(page, "?")
    click(page, "#keys-on")
    keys(page, "\ue00c", "a")
    assert "rejected" in text(page, card("ar-EG", ".state")), "single keys can be switched off"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1200])
def test_it_fits_a_phone_and_can_be_read_in_both_schemes(page, width, scheme, tmp_path):
    show(page, width, scheme)
    page.refresh()
    keys(page, "j", "o")
    wait(lambda: page.find_elements("css selector", ".timeline"))
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    # Cards out of sight are not laid out until they come near; here all of them are looked at.
    page.execute_script(
        "for (const c of document.querySelectorAll('.card')) c.style.contentVisibility = 'visible'"
    )
    low = page.execute_script(CONTRASTS)
    assert low == []
    small = page.execute_script(
        "return [...document.querySelectorAll('button, select, input[type=search]')]"
        ".filter(e => e.offsetParent && e.offsetHeight < 24).map(e => e.outerHTML)"
    )
    assert small == [], "what is touched is at least 24 pixels high (WCAG 2.5.8)"
    nameless = [
        element.get_attribute("outerHTML")[:120]
        for element in page.find_elements("css selector", "button, input, select, textarea, video")
        if element.is_displayed() and not element.accessible_name
    ]
    assert nameless == []
    shot = tmp_path / "page.png"
    assert page.save_screenshot(str(shot))
    dark = mean_brightness(shot)
    assert dark < 110 if scheme == "dark" else dark > 140


def mean_brightness(picture: Path) -> float:
    import cv2

    return float(cv2.imread(str(picture)).mean())


CONTRASTS = """
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
  .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = parts(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] > 0.9) return colour;
  }
  return [255, 255, 255];
};
const low = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const element = walk.currentNode.parentElement;
  if (!walk.currentNode.textContent.trim() || !element.offsetParent) continue;
  const [a, b] = [light(parts(getComputedStyle(element).color)), light(ground(element))]
    .sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) low.push(element.outerHTML.slice(0, 120));
}
return low;
"""
