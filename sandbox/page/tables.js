/** The table and data_table blocks. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { richText } from "./rich_text.js";
import { textNodes } from "./mrkdwn.js";

const cellNodes = (cell, scene) => {
  if (cell?.type === "rich_text") return richText(cell, scene);
  if (cell?.type === "mrkdwn" || cell?.type === "plain_text") return textNodes(cell, scene);
  return [cell?.text ?? String(cell?.value ?? "")];
};
const alignment = (cell, settings) => settings?.align ?? (cell?.type === "raw_number" ? "right" : "left");

/** A plain table: its first row is the header. */
export function table(block, scene) {
  const [header, ...rows] = block.rows;
  const settings = block.column_settings ?? [];
  const cells = (tag, row, extra) => row.map((cell, at) =>
    el(tag, { ...extra, class: `${alignment(cell, settings[at])}${settings[at]?.is_wrapped ? " wraps" : ""}` },
      cellNodes(cell, scene)));
  return scrolling("Table", el("table", {},
    el("thead", {}, el("tr", {}, cells("th", header, { scope: "col" }))),
    el("tbody", {}, rows.map((row) => el("tr", {}, cells("td", row, {}))))));
}

const scrolling = (label, ...children) =>
  el("div", { class: "table-frame", tabindex: "0", role: "group", "aria-label": label }, children);

/** A table whose columns sort at a press of their header, page by page. */
export function dataTable(block, scene) {
  const [header, ...rows] = block.rows;
  const size = block.page_size ?? 5;
  const named = block.row_header_column_index ?? 0;
  const shown = { column: null, down: false, page: 0 };
  const frame = el("div", { class: "data-table" });

  const sorted = () => {
    if (shown.column === null) return rows;
    const keys = new Map(rows.map((row) => [row, sortKey(row[shown.column], scene)]));
    const ordered = [...rows].sort((a, b) => compare(keys.get(a), keys.get(b)));
    return shown.down ? ordered.reverse() : ordered;
  };
  const turn = (column) => {
    Object.assign(shown, { down: shown.column === column && !shown.down, column, page: 0 });
    draw();
  };
  const head = (cell, at) => {
    const sort = shown.column !== at ? "none" : shown.down ? "descending" : "ascending";
    return el("th", { scope: "col", "aria-sort": sort, class: alignment(rows[0]?.[at]) },
      el("button", { type: "button", "data-hold": `sort-${at}`, click: () => turn(at) },
        el("span", {}, cellNodes(cell, scene)), icon(sort === "none" ? "sort" : "chevron")));
  };
  const line = (row) => el("tr", {}, row.map((cell, at) => {
    const attributes = { scope: at === named ? "row" : null, class: alignment(cell) };
    return el(at === named ? "th" : "td", attributes, cellNodes(cell, scene));
  }));

  function draw() {
    const held = frame.contains(document.activeElement) && document.activeElement.dataset.hold;
    const from = shown.page * size;
    frame.replaceChildren(
      scrolling(block.caption, el("table", {},
        el("caption", {}, block.caption),
        el("thead", {}, el("tr", {}, header.map(head))),
        el("tbody", {}, sorted().slice(from, from + size).map(line)))),
      ...pages(rows.length, size, shown, draw));
    if (held) frame.querySelector(`[data-hold="${held}"]:not([disabled])`)?.focus();
  }
  draw();
  return frame;
}

function pages(count, size, shown, draw) {
  if (count <= size) return [];
  const from = shown.page * size;
  const to = (label, step) => el("button", {
    type: "button", class: "quiet", "data-hold": `page${step}`,
    disabled: step < 0 ? from === 0 : from + size >= count,
    click: () => { shown.page += step; draw(); },
  }, label);
  return [el("div", { class: "pages" },
    to("Previous", -1),
    el("span", { role: "status" }, `${from + 1}–${Math.min(count, from + size)} of ${count}`),
    to("Next", 1))];
}

const sortKey = (cell, scene) =>
  cell?.type === "raw_number" ? cell.value : el("span", {}, cellNodes(cell, scene)).textContent;

const compare = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a - b
    : String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: "base" });
