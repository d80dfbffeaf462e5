"use strict";
/* The films, what is known of them, and what the reviewer decides; kept in this browser until saved. */
(function () {
  const PREFIX = "locvid-review:";
  const details = new Map();
  const waiting = new Map();
  const drafts = new Map();

  Review.films = [];
  Review.page = {};

  /** Called by data.js. */
  Review.list = function (page) {
    Review.page = page;
    Review.films = page.films;
    for (const film of Review.films) {
      const draft = read(`${film.name}:${film.sha256}`), later = filed(film);
      // What somebody else has decided since holds.
      if (draft && !(later && Date.parse(later.at) > Date.parse(draft.at))) {
        drafts.set(film.name, draft);
      }
    }
  };

  /** Called by films/NAME.js. */
  Review.detail = function (name, told) {
    details.set(name, told);
    for (const { resolve } of waiting.get(name) || []) resolve(told);
    waiting.delete(name);
  };

  /** The details of a film, loaded when they are first asked for. */
  Review.detailsOf = function (film) {
    if (details.has(film.name)) return Promise.resolve(details.get(film.name));
    return new Promise((resolve, reject) => {
      const known = waiting.get(film.name);
      if (known) return void known.push({ resolve, reject });
      waiting.set(film.name, [{ resolve, reject }]);
      const script = Review.make("script", { src: encodeURI(film.detail) });
      script.onerror = () => {
        const error = new Error(`${film.detail} is not there`);
        for (const each of waiting.get(film.name)) each.reject(error);
        waiting.delete(film.name);
      };
      document.head.append(script);
    });
  };

  /** The decision that was in the file when the page was made, whatever it was about. */
  Review.earlier = (film) => Review.page.approvals.films[film.name];

  const filed = function (film) {
    const earlier = Review.earlier(film);
    return earlier && earlier.sha256 === film.sha256 ? earlier : null;
  };

  /** What holds now: {decision, note, by, at}; decision is null where nobody decided. */
  Review.decided = (film) =>
    drafts.get(film.name) || filed(film) || { decision: null, note: "", by: "", at: "" };

  Review.standing = function (film) {
    const decision = Review.decided(film).decision;
    if (decision) return decision;
    return Review.earlier(film) && !filed(film) ? "lapsed" : "open";
  };

  Review.decide = function (film, decision, note) {
    const draft = {
      decision, note, sha256: film.sha256,
      by: Review.by("who").value.trim(),
      at: new Date().toISOString().replace(/\.\d+Z$/, "+00:00"),
    };
    drafts.set(film.name, draft);
    write(`${film.name}:${film.sha256}`, draft);
    document.dispatchEvent(new CustomEvent("decided", { detail: film }));
  };

  /** Decisions that differ from the file that the page was made with. */
  Review.unsaved = () => Review.films.filter((film) => {
    const draft = drafts.get(film.name);
    if (!draft) return false;
    const before = filed(film) || { decision: null, note: "" };
    // A note without a decision is kept here, and has no place in the file.
    return draft.decision !== before.decision
      || (draft.decision !== null && draft.note !== before.note);
  });

  /** The content of approvals.json: what was in it, with everything that was decided here. */
  Review.approvals = function () {
    const films = { ...Review.page.approvals.films };
    for (const [name, draft] of drafts) {
      if (draft.decision) films[name] = draft;
      else if (films[name] && films[name].sha256 === draft.sha256) delete films[name];
    }
    const sorted = {};
    for (const name of Object.keys(films).sort()) {
      const { decision, sha256, note, by, at } = films[name];
      sorted[name] = { decision, sha256, note, by, at };
    }
    return JSON.stringify({ ...Review.page.approvals, films: sorted }, null, 2) + "\n";
  };

  Review.setting = (name, value) => (value === undefined ? read(`:${name}`) : write(`:${name}`, value));

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      /* Browsers may forbid it for pages from disk: decisions then last until the page is closed. */
    }
  }
})();
