"use strict";
/* What opens below a film: changes, timeline, checks, shots with prompts, captions, files. */
(function () {
  const { make, words } = Review;

  Review.detailPanel = function (film, told, video) {
    return make("div", { className: "panel" },
      changes(film), Review.timeline(film, told, video), checks(film, told),
      shots(film, told, video), captions(film, told, video), facts(film, told));
  };

  function changes(film) {
    if (film.change.kind !== "changed") return null;
    const since = Review.page.before ? ` (page of ${Review.page.before.slice(0, 10)})` : "";
    const rows = film.change.what.map((row) => make("tr", { role: "row" },
      make("th", { scope: "row", role: "rowheader" }, row.subject),
      cell(row.before ? make("del", { dir: "auto" }, row.before) : "–"),
      cell(row.after ? make("ins", { dir: "auto" }, row.after) : "–")));
    return part(`What changed since the last run${since}`,
      table("", ["what", "before", "now"], rows));
  }

  function checks(film, told) {
    const rows = told.checks.map((check) => make("tr", { role: "row" },
      cell(check.shot || "whole film"), cell(check.name), cell(Review.badge(check.outcome)),
      cell(check.reason,
        check.sync ? Review.gauge(check.sync, film.gate, check.shot || "whole film") : null)));
    for (const missing of told.not_made) {
      rows.push(make("tr", { role: "row" }, cell("whole film"), cell(missing.check),
        cell(Review.badge("not made")), cell([missing.reason, missing.how_to_get_it]
          .filter(Boolean).join(": "))));
    }
    return part(`Checks · gate ${film.gate.name}`,
      table("checks", ["shot", "check", "outcome", "measured"], rows));
  }

  function shots(film, told, video) {
    const items = told.shots.map((shot) => {
      const fit = fitOf(shot);
      return make("li", {},
        make("button", {
          type: "button", className: "frame", "aria-label": `Go to shot ${shot.id}`,
          onclick: () => Review.seek(video, shot.start_s),
        }, make("img", { src: encodeURI(shot.picture), alt: "", loading: "lazy" })),
        make("div", {},
          make("h5", {}, shot.id, shot.attempt ? ` · take ${shot.attempt + 1}` : ""),
          ...shot.lines.map((line) => make("p", { className: "line" },
            make("strong", {}, `${line.speaker}: `), words("q", line.text, film.locale.tag))),
          make("p", { className: "fit" }, fit.words, meter(shot)),
          prompt(shot)));
    });
    return part("Shots: text, fit and prompt", make("ul", { className: "shot-list" }, ...items));
  }

  function fitOf(shot) {
    const allowed = shot.range;
    const band = `natural ${Review.seconds(allowed.natural_s)}, ` +
      `allowed ${allowed.minimum_s.toFixed(1)} to ${Review.seconds(allowed.maximum_s)}`;
    const side = shot.seconds < allowed.minimum_s ? "shorter than the market's pace allows"
      : shot.seconds > allowed.maximum_s ? "longer than the market's pace allows" : "fits";
    return { words: `Lasts ${Review.seconds(shot.seconds)}: ${side} (${band})` };
  }

  function meter(shot) {
    const top = 1.15 * Math.max(shot.seconds, shot.range.maximum_s, 0.1);
    const x = (second) => (second / top) * 200;
    return Review.svg("svg", { class: "meter", viewBox: "0 0 200 14", "aria-hidden": "true" },
      Review.svg("rect", { class: "axis", x: 0, y: 6, width: 200, height: 2 }),
      Review.svg("rect", { class: "gate", x: x(shot.range.minimum_s), y: 1, height: 12, rx: 2,
        width: Math.max(1, x(shot.range.maximum_s) - x(shot.range.minimum_s)) }),
      Review.svg("rect", { class: "mark", x: x(shot.seconds) - 1.5, y: 0, width: 3, height: 14 }));
  }

  function prompt(shot) {
    const told = shot.prompt, rows = [];
    const row = (name, value) => {
      if (value) rows.push(make("div", {}, make("dt", {}, name), make("dd", {}, value)));
    };
    row("Setting", told.setting_description);
    row("Camera", `${told.camera.framing}, ${told.camera.move}`);
    row("Language", `${told.market.language_name} (${told.market.accent}), ${told.market.formality}`);
    for (const speaker of told.speakers) {
      row(speaker.id, [speaker.persona, speaker.description, speaker.voice_description]
        .filter(Boolean).join("; "));
    }
    for (const line of told.lines) row(`${line.speaker} speaks`, line.instruction);
    row("Lips", told.lip_sync);
    row("Sound", told.soundscape.map((layer) => layer.description).join("; "));
    row("Sound of the take", shot.sound);
    row("Voice", shot.voices.map((each) => each.voice +
      (each.borrowed ? " (borrowed from another language)" : "")).join(", "));
    row("Seed", shot.seed);
    return make("details", { className: "prompt" },
      make("summary", {}, "Prompt"), make("dl", {}, ...rows),
      make("details", {}, make("summary", {}, "As data"),
        make("pre", { tabIndex: 0 }, JSON.stringify(told, null, 1))));
  }

  function captions(film, told, video) {
    if (!told.captions.length) return part("Captions", make("p", {}, "There are none."));
    const items = told.captions.map((cue) => make("li", {},
      make("button", { type: "button", onclick: () => Review.seek(video, cue.start_s) },
        make("span", { className: "time" }, Review.clock(cue.start_s)),
        words("span", cue.text, film.locale.tag))));
    return part("Captions", make("ol", { className: "captions" }, ...items));
  }

  function facts(film, told) {
    const loudness = told.loudness, rows = [];
    const row = (name, value) =>
      rows.push(make("div", {}, make("dt", {}, name), make("dd", {}, value)));
    if (loudness.integrated_lufs !== undefined) {
      const [now, target, peak, limit] = [loudness.integrated_lufs, loudness.target_lufs,
        loudness.true_peak_dbtp, loudness.limit_dbtp].map(Review.number);
      row("Loudness", loudness.integrated_lufs === null ? `silent (target ${target} LUFS)`
        : `${now} LUFS (target ${target}), true peak ${peak} dBTP (limit ${limit})`);
    }
    row("File", film.file);
    row("SHA-256", make("code", {}, film.sha256));
    row("Profile", told.profile);
    row("Made by", Object.entries(told.versions).map((pair) => pair.join(" ")).join(", "));
    row("Aligner", told.aligner);
    return part("File", make("dl", { className: "facts" }, ...rows));
  }

  function part(title, content) {
    return make("section", { className: "part" }, make("h4", {}, title), content);
  }

  function cell(...content) {
    return make("td", { role: "cell" }, ...content);
  }

  /** Roles are said aloud: on a phone the rows are laid out without the table's columns. */
  function table(kind, columns, rows) {
    const heads = columns.map((name) => make("th", { scope: "col", role: "columnheader" }, name));
    return make("div", { className: `table ${kind}`, tabIndex: 0, role: "group", "aria-label": "Table" },
      make("table", { role: "table" },
        make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads)),
        make("tbody", { role: "rowgroup" }, ...rows)));
  }
})();
