/** A select one can type into, for one choice or several. */
import { el, settled } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { choices } from "./choices.js";

/**
 * A combobox. `search(query)` gives groups of {value, text, nodes?, hint?}, or with a `pause`
 * (milliseconds to wait for more letters) a promise of them; `changed(chosen)` hears the new list
 * of choices. With `atClose`, several choices are told once, when the list closes.
 */
export function combobox({
  attributes, label, placeholder, chosen, multiple, most, clearable, atClose, search, changed, shortest = 0, pause = 0,
}) {
  let picked = [...chosen];
  let told = picked;
  let asked = 0;
  const field = el("input", {
    ...attributes, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder,
    focus: () => field.select(), click: () => open(""), keydown: key, blur: left,
    input: () => (pause ? ask : open)(field.value),
  });
  const chips = el("span", { class: "chips" });
  const clear = iconButton("close", `Clear ${label}`, () => drop(picked), { class: "clear" });
  const root = el("span", { class: `combobox${multiple ? " several" : ""}`, "data-anchor": true, mousedown: grab },
    chips, field, clearable ? clear : null, el("span", { class: "caret" }, icon("chevron")));
  const list = choices(field, { label: label || placeholder, multiple, pick: choose });
  const ask = settled((query) => open(query), pause);

  async function open(query) {
    if (query.length < shortest) {
      return list.show([], `Type ${shortest === 1 ? "a letter" : `${shortest} letters`} or more to search`);
    }
    const turn = ++asked;
    if (pause) list.show([], "Searching…");
    // What is at hand is offered at once: Enter must not meet the list of the letter before.
    const groups = pause ? await search(query) : search(query);
    if (turn !== asked || document.activeElement !== field) return undefined;
    const offered = groups.map((group) => ({ ...group, choices: group.choices.map((choice) =>
      ({ ...choice, chosen: picked.some(({ value }) => value === choice.value) })) }));
    const none = offered.every((group) => group.choices.length === 0);
    return list.show(offered, none ? "Nothing found" : null);
  }

  function choose(choice) {
    const others = picked.filter(({ value }) => value !== choice.value);
    const taken = others.length < picked.length;
    if (multiple && !taken && most && picked.length >= most) {
      return list.show([], `At most ${most} can be chosen`);
    }
    // In a form the list makes room for what it covers; in a message it stays until all are chosen.
    if (!atClose) list.hide();
    field.value = "";
    if (!multiple) return settle([choice]);
    return settle(taken ? others : [...picked, choice]);
  }

  function settle(now) {
    picked = now;
    paint();
    if (list.isOpen() && multiple) open(field.value);
    if (!(atClose && list.isOpen())) tellAll();
  }

  function tellAll() {
    if (told === picked) return;
    told = picked;
    changed(picked, field);
  }

  function paint() {
    chips.replaceChildren(...(multiple ? picked.map(chip) : []));
    rest();
  }

  /** Shows what is chosen in the field again; the chips stay, since the focus may go to one. */
  function rest() {
    field.placeholder = multiple && picked.length ? "" : placeholder;
    if (!multiple) field.value = picked[0]?.text ?? "";
    clear.hidden = picked.length === 0;
  }

  const chip = (choice) => el("span", { class: "chip" }, choice.text,
    iconButton("close", `Remove ${choice.text}`, () => drop([choice]), { class: "clear" }));

  function drop(gone) {
    settle(picked.filter((one) => !gone.includes(one)));
    field.focus();
  }

  function key(event) {
    if (list.key(event)) return tellIfClosed();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open(multiple ? field.value : "");
    } else if (event.key === "Enter") {
      // Enter in a closed select chooses nothing and must not submit the form by accident.
      event.preventDefault();
      if (!list.isOpen()) open("");
    } else if (event.key === "Backspace" && multiple && !field.value && picked.length) {
      settle(picked.slice(0, -1));
    }
    return undefined;
  }

  const tellIfClosed = () => { if (!list.isOpen()) tellAll(); };

  function left() {
    asked += 1;
    list.hide();
    if (multiple) field.value = "";
    rest();
    tellAll();
  }

  function grab(event) {
    if (event.target === field || event.target.closest("button, [role=listbox]")) return;
    event.preventDefault();
    field.focus();
    open("");
  }

  paint();
  return root;
}
