/** The page's own small line icons, 20 by 20. */
import { el, svg } from "./dom.js";

const PATHS = {
  alert: "M10 3.2 17.6 16.5H2.4ZM10 8.2v3.9M10 14.2v.1",
  at: "M12.8 10a2.8 2.8 0 1 1-2.8-2.8 2.8 2.8 0 0 1 2.8 2.8v.8a1.9 1.9 0 0 0 3.7 0V10A6.6 6.6 0 1 0 13.8 15.4",
  back: "M12.5 4.5 7 10l5.5 5.5",
  bell: "M5.5 14V9.3a4.5 4.5 0 0 1 9 0V14l1.3 1.2H4.2ZM8.5 17.3h3",
  bolt: "M11 2.5 4.5 11.5H9.5L9 17.5 15.5 8.5H10.5Z",
  chevron: "M5.5 8 10 12.5 14.5 8",
  clock: "M10 3a7 7 0 1 0 .01 0ZM10 6.2V10l2.6 1.8",
  close: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  eye: "M2.5 10S5.2 5.2 10 5.2 17.5 10 17.5 10 14.8 14.8 10 14.8 2.5 10 2.5 10ZM10 7.8a2.2 2.2 0 1 0 .01 0Z",
  file: "M5.5 2.8h6l3.5 3.5v10.9h-9.5ZM11.2 3v3.6h3.6",
  hash: "M8.2 3.5 6.4 16.5M13.6 3.5l-1.8 13M3.8 7.6h13M3.2 12.4h13",
  home: "M3.5 9.6 10 3.8l6.5 5.8M5.3 8.5v7.7h9.4V8.5M8.5 16v-4h3v4",
  lock: "M5.5 9.2h9v7h-9ZM7.3 9V6.8a2.7 2.7 0 0 1 5.4 0V9",
  menu: "M3.5 6h13M3.5 10h13M3.5 14h13",
  message: "M3.5 4.5h13v9.5H9l-3.5 2.8V14h-2Z",
  more: "M4.8 10h.01M10 10h.01M15.2 10h.01",
  send: "M3.5 3.8 17 10 3.5 16.2 5.8 10ZM5.8 10H11",
  slash: "M12.4 3.5 7.6 16.5",
  sort: "M6.5 8 10 4.5 13.5 8M6.5 12 10 15.5 13.5 12",
  thumb_down: "M6 11V4h8.2l1.6 6.2H11.6l.6 4.2a1.5 1.5 0 0 1-2.6 1L6 11ZM6 11H3.5V4H6",
  thumb_up: "M6 9v7h8.2l1.6-6.2H11.6l.6-4.2a1.5 1.5 0 0 0-2.6-1L6 9ZM6 9H3.5v7H6",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 8.8v5M11.5 8.8v5",
};

/** A decorative icon: the control that holds it carries the name. */
export const icon = (name) =>
  svg("svg", { class: `icon icon-${name}`, viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] ?? PATHS.alert }));

/** A button that shows only an icon; `label` is its name. */
export const iconButton = (name, label, click, attributes = {}) =>
  el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, click, ...attributes }, icon(name));
