"use strict";
/* Elements and words. Text from films only ever becomes text nodes and attributes, never markup. */
var Review = window.Review || {};

(function () {
  const SVG = "http://www.w3.org/2000/svg";

  /** An element with properties, attributes (names with a dash or in ATTRIBUTES) and children. */
  const ATTRIBUTES = new Set(["role", "for", "lang", "dir", "list", "colspan", "scope", "datetime"]);
  Review.make = function (tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === undefined || value === null) continue;
      if (name.includes("-") || ATTRIBUTES.has(name)) element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  Review.svg = function (tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  Review.by = (id) => document.getElementById(id);
  Review.seconds = (value) => `${value.toFixed(1)} s`;
  Review.clock = function (value) {
    const tenths = Math.round(value * 10);
    return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, "0")}`;
  };
  Review.ms = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(0)} ms`;
  Review.count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
  Review.number = (value) => String(value).replace("-", "−");

  /** Every state has a sign, a word and a colour: never a colour alone. */
  const SIGNS = {
    pass: "✓", fail: "✕", "cannot tell": "?", warning: "!",
    approved: "✓", rejected: "✕", lapsed: "↻", open: "○",
    new: "＋", changed: "Δ", same: "=",
  };
  Review.badge = function (kind, words) {
    return Review.make("span", { className: `badge is-${kind.replace(" ", "-")}` },
      Review.make("span", { className: "sign", "aria-hidden": "true" }, SIGNS[kind] || "•"),
      words || kind);
  };

  /** Localised text with its language, so that screen readers and fonts get it right. */
  Review.words = (tag, text, language, properties) =>
    Review.make(tag, { lang: language, dir: "auto", ...properties }, text);

  Review.say = function (text) {
    Review.by("progress").textContent = text;
  };
})();
