"use strict";
/* Filters, sorts and shows the films, a page of them at a time. */
(function () {
  const { make, by } = Review;
  const AT_ONCE = 48;
  const FIELDS = ["search", "script", "locale", "verdict", "standing", "changed", "sort"];
  const WORST = { fail: 0, "cannot tell": 1, pass: 2 };
  const CHANGES = { changed: 0, new: 1, same: 2 };
  const TO_DO = { lapsed: 0, open: 1, rejected: 2, approved: 3 };
  const cards = new Map();
  let chosen = [], shown = 0;

  Review.cards = () => [...document.querySelectorAll(".card")];

  Review.refresh = function () {
    const want = Object.fromEntries(FIELDS.map((name) => [name, by(name).value]));
    chosen = Review.films.filter((film) => fits(film, want)).sort(order(want.sort));
    shown = 0;
    by("list").replaceChildren();
    by("list").classList.toggle("grouped", want.sort === "script");
    Review.more();
    by("found").textContent = chosen.length === Review.films.length
      ? Review.count(chosen.length, "film") : `${chosen.length} of ${Review.films.length} films`;
  };

  Review.more = function () {
    const grouped = by("sort").value === "script";
    for (const film of chosen.slice(shown, shown + AT_ONCE)) {
      place(film, grouped).append(cardOf(film));
    }
    shown = Math.min(shown + AT_ONCE, chosen.length);
    by("more").hidden = shown >= chosen.length;
  };

  Review.fillChoices = function () {
    const add = (select, values) => {
      for (const [value, text] of values) select.append(make("option", { value }, text));
    };
    const scripts = new Map(Review.films.map((f) => [f.script, `${f.script} – ${f.title}`]));
    const locales = new Map(Review.films.map((f) => [f.locale.tag, `${f.locale.name} (${f.locale.tag})`]));
    add(by("script"), [...scripts].sort());
    add(by("locale"), [...locales].sort((a, b) => a[1].localeCompare(b[1])));
  };

  Review.tally = function () {
    const count = (of) => Review.films.reduce(
      (sums, film) => sums.set(of(film), (sums.get(of(film)) || 0) + 1), new Map());
    const outcomes = count((film) => film.outcome), standings = count(Review.standing);
    const item = (kind, text) => make("li", {}, Review.badge(kind, text));
    by("tally").replaceChildren(
      ...Object.keys(WORST).filter((kind) => outcomes.get(kind))
        .map((kind) => item(kind, `${outcomes.get(kind)} ${kind}`)),
      make("li", { className: "gap", "aria-hidden": "true" }),
      item("open", `${(standings.get("open") || 0) + (standings.get("lapsed") || 0)} to decide`),
      ...["approved", "rejected"].filter((kind) => standings.get(kind))
        .map((kind) => item(kind, `${standings.get(kind)} ${kind}`)));
    const unsaved = Review.unsaved().length;
    Review.say(unsaved === 0 ? "Nothing to save." : unsaved === 1
      ? "1 decision is not saved yet." : `${unsaved} decisions are not saved yet.`);
    by("save").disabled = by("copy").disabled = unsaved === 0;
  };

  function cardOf(film) {
    if (!cards.has(film.name)) cards.set(film.name, Review.card(film));
    return cards.get(film.name);
  }

  /** The grid for a film: that of its script, or one for all. */
  function place(film, grouped) {
    const id = grouped ? `script-${film.script}` : "all";
    const known = document.getElementById(id);
    if (known) return known;
    const grid = make("div", { className: "grid", id });
    const tags = chosen.filter((other) => other.script === film.script).length;
    const heading = make("h2", {}, film.title,
      make("span", { className: "of" }, ` ${film.script} · ${Review.count(tags, "language")}`));
    by("list").append(make("section", { className: "group" }, grouped ? heading : null, grid));
    return grid;
  }

  function fits(film, want) {
    const standing = Review.standing(film);
    const decision = standing === "lapsed" ? "open" : standing;
    return (!want.script || film.script === want.script)
      && (!want.locale || film.locale.tag === want.locale)
      && (!want.verdict || film.outcome === want.verdict)
      && (!want.standing || decision === want.standing)
      && (!want.changed || film.change.kind === want.changed)
      && want.search.toLocaleLowerCase().split(/\s+/).every((word) => searchable(film).includes(word));
  }

  const texts = new WeakMap();
  function searchable(film) {
    if (!texts.has(film)) {
      texts.set(film, [film.name, film.title, film.locale.name, film.locale.native, film.text,
        film.outcome, ...film.reasons].join(" ").toLocaleLowerCase());
    }
    return texts.get(film);
  }

  function order(sort) {
    const usual = (a, b) =>
      a.script.localeCompare(b.script) || a.locale.tag.localeCompare(b.locale.tag);
    const value = {
      script: () => 0,
      verdict: (film) => WORST[film.outcome],
      offset: (film) => (film.sync ? -Math.abs(film.sync.offset_ms) : 1),
      seconds: (film) => -film.seconds,
      changed: (film) => CHANGES[film.change.kind],
      standing: (film) => TO_DO[Review.standing(film)],
    }[sort];
    return (a, b) => value(a) - value(b) || usual(a, b);
  }
})();
