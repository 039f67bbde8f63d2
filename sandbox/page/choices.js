/** A floating list of choices under a field that keeps the focus: the half of a combobox that opens. */
import { el, float, freshId } from "./dom.js";

/**
 * A list owned by `field`. `pick(choice)` is called for what is chosen. A choice is
 * {text, hint?, nodes?, chosen?}; groups are [{label?, choices}].
 */
export function choices(field, { label, pick, multiple = false }) {
  const id = freshId("choices");
  const box = el("div", {
    id, class: "choices", role: "listbox", popover: "manual",
    "aria-label": label, "aria-multiselectable": multiple ? "true" : null,
    // Pressing the list must not take the focus out of the field.
    mousedown: (event) => event.preventDefault(),
  });
  let rows = [];
  let active = -1;
  field.setAttribute("aria-controls", id);
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-autocomplete", "list");

  const place = () => float(box, field.closest("[data-anchor]") ?? field, { wide: true });

  function show(groups, note = null) {
    rows = [];
    box.replaceChildren(...groups.map(section), ...(note ? [el("p", { class: "note" }, note)] : []));
    if (!box.isConnected) field.after(box);
    if (!box.matches(":popover-open")) {
      box.showPopover();
      addEventListener("scroll", place, true);
      addEventListener("resize", place);
    }
    field.setAttribute("aria-expanded", "true");
    place();
    const chosen = rows.findIndex(({ choice }) => choice.chosen);
    mark(multiple || chosen < 0 ? (rows.length ? 0 : -1) : chosen);
  }

  function section({ label: heading, choices: offered }, at) {
    const list = offered.map((choice) => {
      const row = el("div", {
        id: `${id}-${rows.length}`, role: "option", "aria-selected": String(Boolean(choice.chosen)),
        click: () => pick(choice),
      },
      el("span", { class: "choice-text" }, choice.nodes ?? choice.text),
      choice.hint ? el("span", { class: "choice-hint" }, choice.hint) : null);
      rows.push({ row, choice });
      return row;
    });
    if (!heading) return el("div", { role: "presentation" }, list);
    return el("div", { role: "group", "aria-labelledby": `${id}-group-${at}` },
      el("div", { class: "choice-group", id: `${id}-group-${at}`, role: "presentation" }, heading), list);
  }

  function mark(at) {
    rows[active]?.row.classList.remove("active");
    active = at;
    const row = rows[active]?.row;
    row?.classList.add("active");
    row?.scrollIntoView({ block: "nearest" });
    if (row) field.setAttribute("aria-activedescendant", row.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function hide() {
    if (!isOpen()) return;
    box.hidePopover();
    box.remove();
    removeEventListener("scroll", place, true);
    removeEventListener("resize", place);
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  const isOpen = () => box.isConnected && box.matches(":popover-open");
  const move = (step) => rows.length && mark((active + step + rows.length) % rows.length);

  /** Handles a key while open; true when the key was for the list. */
  function key(event, confirming = ["Enter"]) {
    if (!isOpen()) return false;
    const deeds = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: hide,
      ...Object.fromEntries(confirming.map((name) => [name, () => rows[active] && pick(rows[active].choice)])),
    };
    const deed = deeds[event.key];
    if (!deed || event.isComposing || (confirming.includes(event.key) && !rows[active])) return false;
    event.preventDefault();
    event.stopPropagation();
    deed();
    return true;
  }

  return { show, hide, key, isOpen };
}
