/** A menu that opens from a button: arrow keys move, Enter chooses, Escape gives the focus back. */
import { el, float, floor } from "./dom.js";

/** A button that opens a menu of {text, nodes?, hint?, danger?, checked?, pick()}. */
export function menuButton(attributes, face, items, { label, end = false } = {}) {
  const button = el("button", {
    type: "button", "aria-haspopup": "menu", "aria-expanded": "false", ...attributes,
    click: () => openMenu(button, typeof items === "function" ? items() : items, { label, end }),
    keydown: (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      button.click();
    },
  }, face);
  return button;
}

function openMenu(anchor, items, { label, end }) {
  const menu = el("div", {
    class: "menu", role: "menu", popover: "auto", "aria-label": label ?? anchor.getAttribute("aria-label"), keydown: key,
  });
  const rows = items.map((item) => el("button", {
    type: "button", tabindex: "-1", class: item.danger ? "danger-text" : null,
    role: item.checked === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": item.checked === undefined ? null : String(item.checked),
    click: () => { close(); item.pick(); },
  },
  el("span", { class: "choice-text" }, item.nodes ?? item.text),
  item.hint ? el("span", { class: "choice-hint" }, item.hint) : null));
  menu.append(...rows);
  floor(anchor).append(menu);
  menu.addEventListener("toggle", ({ newState }) => {
    anchor.setAttribute("aria-expanded", String(newState === "open"));
    if (newState === "closed") menu.remove();
  });
  menu.showPopover();
  float(menu, anchor, { end });
  (rows.find((row) => row.getAttribute("aria-checked") === "true") ?? rows[0])?.focus();

  function close() {
    menu.hidePopover();
    anchor.focus();
  }

  function key(event) {
    const at = rows.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + rows.length, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) rows[to % rows.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key.length === 1 && event.key !== " ") byLetter(event.key.toLowerCase(), at);
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  }

  function byLetter(letter, at) {
    const turned = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
    turned.find((row) => row.textContent.trim().toLowerCase().startsWith(letter))?.focus();
  }
}
