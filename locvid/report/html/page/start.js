"use strict";
/* Brings the page to life once everything is loaded. */
(function () {
  const { by, make } = Review;

  by("made").textContent =
    `${Review.count(Review.films.length, "film")} · made ${new Date(Review.page.made).toLocaleString()}`;
  if (Review.page.errors.length) {
    by("errors").hidden = false;
    by("errors").append(make("h2", {}, "Not made"), make("ul", {}, ...Review.page.errors.map(
      (error) => make("li", {}, error.message, error.hint ? ` – ${error.hint}` : ""))));
  }

  by("who").value = Review.setting("who") || "";
  by("who").addEventListener("change", () => Review.setting("who", by("who").value.trim()));

  const choice = by("choice");
  choice.addEventListener("input", Review.refresh);
  choice.addEventListener("reset", () => setTimeout(Review.refresh));
  choice.addEventListener("submit", (event) => event.preventDefault());
  if (matchMedia("(max-width: 700px)").matches) by("filters").open = false;
  document.addEventListener("decided", Review.tally);

  by("more").addEventListener("click", Review.more);
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting) && !by("more").hidden) Review.more();
  }, { rootMargin: "600px" }).observe(by("more"));

  by("save").addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([Review.approvals()], { type: "application/json" }));
    make("a", { href: url, download: "approvals.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    Review.say("approvals.json is in your downloads: put it beside the films.");
  });

  by("copy").addEventListener("click", async () => {
    const text = Review.approvals();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = make("textarea", { value: text });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    Review.say("The content of approvals.json is in the clipboard.");
  });

  by("help-button").addEventListener("click", () => by("help").showModal());
  by("keys-on").checked = Review.setting("keys") !== false;
  by("keys-on").addEventListener("change", () => Review.setting("keys", by("keys-on").checked));

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = function (wanted) {
    const now = wanted || (dark.matches ? "dark" : "light");
    document.documentElement.dataset.theme = now;
    by("theme").textContent = now === "dark" ? "Light colours" : "Dark colours";
  };
  theme(Review.setting("theme"));
  dark.addEventListener("change", () => theme(Review.setting("theme")));
  by("theme").addEventListener("click", () => {
    Review.setting("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    theme(Review.setting("theme"));
  });

  Review.fillChoices();
  Review.tally();
  Review.refresh();
})();
