"use strict";
/* Single keys, while nothing is being written; they can be switched off in the help. */
(function () {
  let current = null;

  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card) current = card;
  });

  const move = function (step) {
    const cards = Review.cards();
    if (!cards.length) return;
    let at = cards.indexOf(current);
    at = at < 0 ? (step > 0 ? 0 : cards.length - 1) : at + step;
    if (at >= cards.length && !Review.by("more").hidden) {
      Review.more();
      return void move(step);
    }
    current = cards[Math.max(0, Math.min(at, cards.length - 1))];
    current.focus();
    current.scrollIntoView({ block: "nearest" });
  };

  const on = (act) => () => { if (current && current.isConnected) act(current); };
  const press = (decision) => on((card) =>
    card.querySelector(`[data-decision="${decision}"]`).click());
  /** To the middle of a frame: at its edge a rounded time may show the one before. */
  const nudge = (frames) => on(({ review: { film, video } }) => {
    video.pause();
    const now = Math.floor(video.currentTime * film.fps + 0.01);
    Review.seek(video, (Math.max(0, now + frames) + 0.5) / film.fps);
  });

  const KEYS = {
    j: () => move(1), k: () => move(-1),
    p: on(({ review: { video } }) => (video.paused ? video.play() : video.pause())),
    ",": nudge(-1), ".": nudge(1),
    o: on((card) => card.review.toggle()),
    a: press("approved"), r: press("rejected"),
    n: on((card) => card.querySelector("textarea").focus()),
    "/": () => { Review.by("filters").open = true; Review.by("search").focus(); },
    s: () => Review.by("save").click(),
    "?": () => Review.by("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writing = event.target.closest("input, textarea, select, dialog");
    if (event.key === "Escape" && writing && current) return void current.focus();
    if (writing || !Review.by("keys-on").checked) return;
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
