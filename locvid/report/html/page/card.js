"use strict";
/* One film: player, verdict, offset, fit, decision; opens to its details. */
(function () {
  const { make, badge, words } = Review;

  Review.card = function (film) {
    // A space would part one name of an element into two.
    const id = `film-${encodeURIComponent(film.name)}`;
    const language = film.locale.native || film.locale.name || film.locale.tag;
    const video = player(film, language);
    const panel = make("div", { className: "panel-place", hidden: true, id: `${id}-panel` });
    const opener = make("button", {
      type: "button", className: "quiet opener", "aria-expanded": "false",
      "aria-controls": panel.id, onclick: () => toggle(),
    }, "Details");
    const card = make("article", {
      className: `card is-${film.outcome.replace(" ", "-")}`, id, tabIndex: -1,
      "aria-labelledby": `${id}-title`,
    },
      make("div", { className: "watch" },
        make("header", { className: "card-head" },
          make("h3", { id: `${id}-title` },
            words("span", language, film.locale.tag, { className: "native" }),
            make("span", { className: "tag" }, ` ${film.locale.tag}`),
            make("span", { className: "of" }, ` · ${film.title}`)),
          make("p", { className: "badges" }, badge(film.outcome), warningBadge(film),
            changeBadge(film))),
        video,
        make("div", { className: "gist" },
          Review.gauge(film.sync, film.gate, "Whole film"),
          make("p", { className: "numbers" }, numbers(film)),
          ...film.reasons.map((reason) => make("p", { className: "reason" }, reason))),
        verdictForm(film, id, language), opener),
      panel);

    function toggle(open) {
      const show = open === undefined ? panel.hidden : open;
      panel.hidden = !show;
      card.classList.toggle("open", show);
      opener.setAttribute("aria-expanded", String(show));
      opener.textContent = show ? "Close the details" : "Details";
      card.scrollIntoView({ block: "nearest" });
      if (!show || panel.childElementCount) return;
      panel.append(make("p", { role: "status" }, "Loading…"));
      Review.detailsOf(film)
        .then((told) => panel.replaceChildren(Review.detailPanel(film, told, video)))
        .catch((error) =>
          panel.replaceChildren(make("p", { className: "reason" }, error.message)));
    }
    card.review = { film, video, toggle };
    return card;
  };

  function player(film, language) {
    const video = make("video", {
      controls: true, preload: "none", playsInline: true, src: encodeURI(film.video),
      poster: encodeURI(film.poster), "aria-label": `${film.title}, ${film.locale.name || language}`,
    });
    video.width = film.size[0];
    video.height = film.size[1];
    const captions = video.addTextTrack("captions", language, film.locale.tag);
    captions.mode = "showing";
    const load = () => Review.detailsOf(film).then((told) => {
      if (captions.cues && captions.cues.length) return;
      for (const cue of told.captions) {
        captions.addCue(new VTTCue(cue.start_s, cue.end_s, escaped(cue.text)));
      }
    }, () => {});
    video.addEventListener("play", () => {
      load();
      for (const other of document.querySelectorAll("video")) if (other !== video) other.pause();
    });
    video.addEventListener("loadedmetadata", load);
    return video;
  }

  /** A browser reads the text of a cue as WebVTT, with its tags. */
  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => ESCAPES[sign]);

  function numbers(film) {
    const told = [Review.seconds(film.seconds)];
    if (film.sync) {
      told.unshift(`${Review.ms(film.sync.offset_ms)} sound against lips`);
    }
    const off = film.fit.filter((fit) => fit !== "inside").length;
    told.push(off ? `${off} of ${film.fit.length} shots off pace` : "all shots in pace");
    if (film.loudness.integrated_lufs !== null && film.loudness.integrated_lufs !== undefined) {
      told.push(`${Review.number(film.loudness.integrated_lufs)} LUFS`);
    }
    if (film.borrowed.length) told.push("borrowed voice");
    if (film.retakes) told.push(`${film.retakes} retaken`);
    return told.join(" · ");
  }

  function changeBadge(film) {
    const names = { new: "new", changed: "changed", same: "unchanged" };
    return badge(film.change.kind, names[film.change.kind]);
  }

  function warningBadge(film) {
    if (!film.warnings) return null;
    return badge("warning", Review.count(film.warnings, "warning"));
  }

  function verdictForm(film, id, language) {
    const note = make("textarea", { id: `${id}-note`, rows: 1, placeholder: "Note" });
    const state = make("p", { className: "state" });
    const button = (decision, text) => make("button", {
      type: "button", className: `decide is-${decision}`, "data-decision": decision,
      "aria-pressed": "false", "aria-label": `${text} ${language}`,
      onclick: () => {
        const now = Review.decided(film).decision;
        Review.decide(film, now === decision ? null : decision, note.value.trim());
      },
    }, make("span", { "aria-hidden": "true" }, decision === "approved" ? "✓ " : "✕ "), text);
    const buttons = [button("approved", "Approve"), button("rejected", "Reject")];
    const show = function () {
      const decided = Review.decided(film), standing = Review.standing(film);
      for (const each of buttons) {
        each.setAttribute("aria-pressed", String(each.dataset.decision === decided.decision));
      }
      state.replaceChildren(badge(standing, STANDINGS[standing]), said(film, decided, standing));
    };
    note.value = Review.decided(film).note;
    note.addEventListener("change", () =>
      Review.decide(film, Review.decided(film).decision, note.value.trim()));
    document.addEventListener("decided", (event) => { if (event.detail === film) show(); });
    show();
    return make("div", { className: "decision", role: "group", "aria-label": `Decision on ${language}` },
      state, make("div", { className: "buttons" }, ...buttons),
      make("label", { className: "hidden", for: note.id }, `Note on ${language}`), note);
  }

  const STANDINGS = {
    approved: "approved", rejected: "rejected", lapsed: "changed since the last decision",
    open: "to decide",
  };

  function said(film, decided, standing) {
    const shown = standing === "lapsed" ? Review.earlier(film) : decided;
    const told = [shown.by, (shown.at || "").slice(0, 10)].filter(Boolean).join(", ");
    const what = standing === "lapsed" ? `was ${shown.decision}` : "";
    const note = standing === "lapsed" && shown.note ? `“${shown.note}”` : "";
    const text = [what, told, note].filter(Boolean).join(" · ");
    return make("span", { className: "by" }, standing === "open" || !text ? "" : ` ${text}`);
  }
})();
