"use strict";
/* The film along time: shots, words, waveform, and how far the lips should open and did. */
(function () {
  const LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const WAVE = 64, CURVE = 80;

  /** Returns the element; `video` is moved by clicks and moves the line. */
  Review.timeline = function (film, told, video) {
    const { make } = Review;
    const track = make("div", { className: "track" });
    const scroller = make("div", {
      className: "scroller", tabIndex: 0, role: "group",
      "aria-label": "Timeline; scroll with the arrow keys",
    }, track);
    const zoom = make("input", { type: "range", min: 40, max: 320, step: 20, value: 120 });
    const root = make("section", { className: "timeline", "aria-label": "Timeline" },
      make("div", { className: "timeline-head" },
        make("h4", {}, "Sound, words and lips"), legend(told),
        make("label", { className: "zoom" }, "Zoom ", zoom)),
      scroller);
    const head = make("div", { className: "playhead", "aria-hidden": "true" });
    const draw = function () {
      const scale = Number(zoom.value);
      track.style.width = `${Math.ceil(film.seconds * scale)}px`;
      track.replaceChildren(
        shots(told, scale), spoken(film, told, scale), wave(film, told, scale),
        ...curves(film, told, scale), head);
      place();
    };
    const place = function () {
      const at = video.currentTime * Number(zoom.value);
      head.style.transform = `translateX(${at}px)`;
      const seen = scroller.scrollLeft;
      if (!video.paused && (at < seen || at > seen + scroller.clientWidth - 40)) {
        scroller.scrollLeft = at - 40;
      }
    };
    const follow = function () {
      place();
      if (!video.paused && root.isConnected) requestAnimationFrame(follow);
    };
    video.addEventListener("play", follow);
    for (const event of ["seeked", "timeupdate", "pause"]) video.addEventListener(event, place);
    track.addEventListener("click", (event) => {
      const x = event.clientX - track.getBoundingClientRect().left;
      Review.seek(video, x / Number(zoom.value));
    });
    zoom.addEventListener("input", draw);
    draw();
    return root;
  };

  /** Go to a second even where the browser has not loaded the film yet. */
  Review.seek = function (video, second) {
    if (video.readyState > 0) {
      video.currentTime = second;
      return;
    }
    video.addEventListener("loadedmetadata", () => { video.currentTime = second; }, { once: true });
    video.preload = "metadata";
    video.load();
  };

  function shots(told, scale) {
    const row = Review.make("div", { className: "row shots" });
    for (const shot of told.shots) {
      const band = Review.make("span", { title: shot.id }, shot.id);
      band.style.left = `${shot.start_s * scale}px`;
      band.style.width = `${Math.max(2, shot.seconds * scale - 2)}px`;
      row.append(band);
    }
    return row;
  }

  function spoken(film, told, scale) {
    const words = told.shots.flatMap((shot) => shot.words);
    const row = Review.make("div", { className: "row words", lang: film.locale.tag });
    if (!words.length) {
      row.append(Review.make("span", { className: "none", lang: "en" },
        "The generator tells no times of words."));
    }
    words.forEach(([text, start, end], number) => {
      const word = Review.make("span",
        { dir: "auto", title: `${text} ${Review.clock(start)}`, className: number % 2 ? "low" : "" },
        text);
      word.style.left = `${start * scale}px`;
      word.style.minWidth = `${Math.max(2, (end - start) * scale - 1)}px`;
      row.append(word);
    });
    return row;
  }

  function wave(film, told, scale) {
    const values = Array.from(told.peaks, (level) => LEVELS.indexOf(level) / 63);
    const step = scale / told.peaks_hz, middle = WAVE / 2;
    const above = values.map((v, i) => `${(i * step).toFixed(1)} ${(middle - v * middle).toFixed(1)}`);
    const below = values.map((v, i) => `${(i * step).toFixed(1)} ${(middle + v * middle).toFixed(1)}`);
    const d = values.length ? `M${above.join("L")}L${below.reverse().join("L")}Z` : "";
    return Review.svg("svg", {
      class: "wave", width: film.seconds * scale, height: WAVE, role: "img",
      "aria-label": values.length ? "Waveform of the sound" : "There is no sound",
    }, Review.svg("path", { d }));
  }

  function curves(film, told, scale) {
    if (!told.curves) return [];
    const { svg } = Review;
    const step = scale / told.curves.rate_hz;
    const path = function (text) {
      let pen = "M", d = "";
      text.split(" ").forEach((value, i) => {
        if (value === "-") { pen = "M"; return; }
        d += `${pen}${(i * step).toFixed(1)} ${(CURVE - 4 - (Number(value) / 100) * (CURVE - 8)).toFixed(1)}`;
        pen = "L";
      });
      return d;
    };
    const fit = film.sync ? `; correlation ${film.sync.correlation.toFixed(2)}` : "";
    return [svg("svg", {
      class: "lips", width: film.seconds * scale, height: CURVE, role: "img",
      "aria-label": `How far the lips should open for the words, and how far they do${fit}`,
    },
      svg("path", { class: "expected", d: path(told.curves.expected) }),
      svg("path", { class: "seen", d: path(told.curves.seen) }))];
  }

  function legend(told) {
    const sample = (kind) => Review.svg("svg",
      { class: "lips sample", width: 28, height: 8, "aria-hidden": "true" },
      Review.svg("path", { class: kind, d: "M0 4L28 4" }));
    if (!told.curves) {
      return Review.make("p", { className: "legend" }, "No lip curves were kept for this film.");
    }
    return Review.make("p", { className: "legend" },
      Review.make("span", {}, sample("expected"), " lips expected from the words"),
      Review.make("span", {}, sample("seen"), " lips seen in the picture"));
  }
})();
