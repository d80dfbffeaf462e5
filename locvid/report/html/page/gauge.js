"use strict";
/* Where the measured offset lies in its gate: a scale with the allowed range, the interval, a mark. */
(function () {
  const WIDTH = 260, HEIGHT = 34, EDGE = 8;

  Review.gauge = function (sync, gate, label) {
    if (!sync) return Review.make("p", { className: "gauge-none" }, "Lip-sync was not measured.");
    const reach = 1.25 * Math.max(
      120, Math.abs(gate.earliest_ms), Math.abs(gate.latest_ms),
      Math.min(400, Math.max(Math.abs(sync.low_ms), Math.abs(sync.high_ms))));
    const x = (ms) =>
      EDGE + ((Math.max(-reach, Math.min(reach, ms)) + reach) / (2 * reach)) * (WIDTH - 2 * EDGE);
    const { svg } = Review;
    const says = `${label}: sound ${Math.abs(sync.offset_ms).toFixed(0)} ms ` +
      `${sync.offset_ms < 0 ? "early" : "late"}, interval ${Review.ms(sync.low_ms)} to ` +
      `${Review.ms(sync.high_ms)}; allowed are ${Review.ms(gate.earliest_ms)} to ` +
      `${Review.ms(gate.latest_ms)}.`;
    const scale = svg("svg", {
      class: "gauge", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": says,
    },
      svg("rect", { class: "gate", x: x(gate.earliest_ms), y: 5, rx: 3, height: 14,
        width: x(gate.latest_ms) - x(gate.earliest_ms) }),
      svg("line", { class: "axis", x1: EDGE, x2: WIDTH - EDGE, y1: 12, y2: 12 }),
      svg("line", { class: "zero", x1: x(0), x2: x(0), y1: 3, y2: 21 }),
      svg("line", { class: "interval", x1: x(sync.low_ms), x2: x(sync.high_ms), y1: 12, y2: 12 }),
      svg("path", { class: "mark", d: `M${x(sync.offset_ms)} 4l6 8-6 8-6-8z` }));
    for (const [ms, anchor] of [[gate.earliest_ms, "end"], [gate.latest_ms, "start"]]) {
      scale.append(svg("text", { x: x(ms) + (anchor === "end" ? 4 : -4), y: 31,
        "text-anchor": anchor }, `${ms < 0 ? "−" : "+"}${Math.abs(ms)}`));
    }
    return scale;
  };
})();
