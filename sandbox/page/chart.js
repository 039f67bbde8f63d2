/** The data_visualization block: a chart drawn as SVG, with the same figures as a spoken table. */
import { el, svg } from "./dom.js";

const HEIGHT = 232;
const EDGE = { top: 12, right: 12, bottom: 26, left: 44 };
const KINDS = { bar: bars, line: lines, area: areas };

/** A chart with its title, legend and, for screen readers, a table of its figures. */
export function dataVisualization(block) {
  const { chart, title } = block;
  const pie = chart.type === "pie";
  const names = pie ? chart.segments.map((segment) => segment.label) : chart.series.map((series) => series.name);
  const plot = el("div", { class: "plot" });
  const height = pie ? 200 : HEIGHT;
  const paint = (width) => plot.replaceChildren(
    svg("svg", { role: "img", "aria-label": summary(block), width, height, viewBox: `0 0 ${width} ${height}` },
      pie ? slices(chart.segments, width) : axes(chart, width)));
  paint(560);
  const fit = new ResizeObserver(([{ contentRect: { width } }]) => width > 0 && paint(Math.round(width)));
  fit.observe(plot);
  return el("figure", { class: `chart chart-${chart.type}` },
    el("figcaption", {}, title),
    plot,
    names.length > 1 || pie ? legend(names, pie ? shares(chart.segments) : null) : null,
    el("div", { class: "spoken" }, pie ? pieTable(title, chart.segments) : seriesTable(title, chart)));
}

const summary = ({ title, chart }) => {
  const of = chart.type === "pie" ? `${chart.segments.length} parts`
    : `${chart.series.map(({ name }) => name).join(", ")} over ${chart.axis_config.categories.length} categories`;
  return `${title}: ${chart.type} chart, ${of}`;
};

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const hue = (at) => `series-${at % 12}`;

const legend = (names, details) =>
  el("ul", { class: "legend", "aria-hidden": "true" }, names.map((name, at) =>
    el("li", {}, el("span", { class: `key ${hue(at)}` }), name,
      details ? el("small", {}, ` ${details[at]}`) : null)));

const pointOf = (series, category) => series.data.find((point) => point.label === category)?.value ?? null;
const figure = (value) => (value === null ? "–" : number.format(value));
const column = (name) => el("th", { scope: "col" }, name);
const row = (name, cells) => el("tr", {}, el("th", { scope: "row" }, name), cells.map((cell) => el("td", {}, cell)));

const seriesTable = (title, { series, axis_config: axis }) =>
  el("table", {},
    el("caption", {}, title),
    el("thead", {}, el("tr", {}, column(axis.x_label ?? ""), series.map(({ name }) => column(name)))),
    el("tbody", {}, axis.categories.map((category) =>
      row(category, series.map((one) => figure(pointOf(one, category)))))));

const pieTable = (title, segments) =>
  el("table", {},
    el("caption", {}, title),
    el("tbody", {}, segments.map(({ label, value }, at) => row(label, [figure(value), shares(segments)[at]]))));

const shares = (segments) => {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  return segments.map((segment) => `${Math.round((segment.value / total) * 100)}%`);
};

/** Round steps that hold all values and zero. */
function scale(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((times) => times * power >= rough) * power;
  const from = Math.floor(low / step) * step;
  const steps = Math.max(1, Math.ceil((high - from) / step - 1e-9));
  return { from, to: from + steps * step, ticks: Array.from({ length: steps + 1 }, (_, at) => from + at * step) };
}

function axes(chart, width) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const edge = { ...EDGE, bottom: EDGE.bottom + (xLabel ? 18 : 0), left: EDGE.left + (yLabel ? 16 : 0) };
  const rows = chart.series.map((series) => categories.map((category) => pointOf(series, category)));
  const { from, to, ticks } = scale(rows.flat().filter((value) => value !== null));
  const inner = { width: width - edge.left - edge.right, height: HEIGHT - edge.top - edge.bottom };
  const step = inner.width / categories.length;
  const y = (value) => edge.top + inner.height * (1 - (value - from) / (to - from));
  const x = (at) => edge.left + step * (at + 0.5);
  const every = Math.ceil((Math.max(...categories.map((label) => label.length)) * 6.4 + 8) / step);
  return [
    ticks.map((tick) => [
      svg("line", {
        class: tick === 0 ? "ground" : "grid", x1: edge.left, x2: width - edge.right, y1: y(tick), y2: y(tick),
      }),
      svg("text", { class: "tick", x: edge.left - 8, y: y(tick) + 4, "text-anchor": "end" }, number.format(tick)),
    ]),
    categories.map((label, at) => at % every ? null :
      svg("text", { class: "tick", x: x(at), y: HEIGHT - edge.bottom + 18, "text-anchor": "middle" }, label)),
    xLabel ? axisName(xLabel, `translate(${edge.left + inner.width / 2} ${HEIGHT - 4})`) : null,
    yLabel ? axisName(yLabel, `translate(12 ${edge.top + inner.height / 2}) rotate(-90)`) : null,
    KINDS[chart.type]({ series: chart.series, rows, categories, x, y, step }),
  ];
}

const axisName = (name, transform) => svg("text", { class: "axis", transform, "text-anchor": "middle" }, name);

const tip = (name, category, value) => svg("title", {}, `${name}, ${category}: ${number.format(value)}`);

function bars({ series, rows, categories, x, y, step }) {
  const group = Math.min(step * 0.72, 34 * rows.length);
  const width = group / rows.length;
  return rows.map((row, at) => row.map((value, index) => value === null ? null :
    svg("rect", {
      class: `bar ${hue(at)}`,
      x: x(index) - group / 2 + width * at + 0.5, width: Math.max(1, width - 1), rx: Math.min(3, width / 4),
      y: Math.min(y(value), y(0)), height: Math.max(1, Math.abs(y(value) - y(0))),
    }, tip(series[at].name, categories[index], value))));
}

const points = (row, x, y) => row.map((value, index) => [x(index), y(value ?? 0)]);
const path = (pairs) => pairs.map(([px, py], at) => `${at ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");

function lines({ series, rows, categories, x, y }) {
  return rows.map((row, at) => [
    svg("path", { class: `stroke ${hue(at)}`, d: path(points(row, x, y)) }),
    row.map((value, index) => value === null ? null :
      svg("circle", { class: `dot ${hue(at)}`, cx: x(index), cy: y(value), r: 3.2 },
        tip(series[at].name, categories[index], value))),
  ]);
}

function areas(plot) {
  const ground = plot.y(0).toFixed(1);
  return [
    plot.rows.map((row, at) => {
      const pairs = points(row, plot.x, plot.y);
      const [first, last] = [pairs[0][0].toFixed(1), pairs.at(-1)[0].toFixed(1)];
      return svg("path", { class: `fill ${hue(at)}`, d: `${path(pairs)}L${last} ${ground}L${first} ${ground}Z` });
    }),
    lines(plot),
  ];
}

function slices(segments, width) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const centre = `translate(${width / 2} 100)`;
  let turned = 0;
  const parts = segments.map((segment, at) => {
    const from = turned;
    turned += segment.value / total;
    return svg("path", { class: `slice ${hue(at)}`, d: wedge(from, turned) },
      tip(segment.label, shares(segments)[at], segment.value));
  });
  return svg("g", { transform: centre }, parts);
}

/** A ring's part between two shares of the full turn, starting at twelve o'clock. */
function wedge(from, to) {
  const outer = 92;
  const hole = 52;
  const end = Math.min(to, from + 0.9999);
  const at = (share, radius) => {
    const angle = (share - 0.25) * 2 * Math.PI;
    return `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
  };
  const long = end - from > 0.5 ? 1 : 0;
  const rim = `M${at(from, outer)}A${outer} ${outer} 0 ${long} 1 ${at(end, outer)}`;
  return `${rim}L${at(end, hole)}A${hole} ${hole} 0 ${long} 0 ${at(from, hole)}Z`;
}
