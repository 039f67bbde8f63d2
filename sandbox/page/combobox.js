/** A select one can type into, for one choice or several. */
import { el, settled } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { choices } from "./choices.js";

/**
 * A combobox. `search(query)` resolves to groups of {value, text, nodes?, hint?}; `changed(chosen)`
 * hears the new list of choices. With `atClose`, several choices are told once, when the list closes.
 */
export function combobox({
  attributes, label, placeholder, chosen, multiple, most, clearable, atClose, search, changed, shortest = 0, pause = 0,
}) {
  let picked = [...chosen];
  let told = picked;
  let asked = 0;
  const field = el("input", {
    ...attributes, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder,
    focus: () => field.select(), click: () => open(""), input: () => ask(field.value), keydown: key, blur: left,
  });
  const chips = el("span", { class: "chips" });
  const clear = iconButton("close", `Clear ${label}`, () => { settle([]); field.focus(); }, { class: "clear" });
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
    const groups = await search(query);
    if (turn !== asked || document.activeElement !== field) return undefined;
    const offered = groups.map((group) => ({ ...group, choices: group.choices.map((choice) =>
      ({ ...choice, chosen: picked.some(({ value }) => value === choice.value) })) }));
    const none = offered.every((group) => group.choices.length === 0);
    return list.show(offered, none ? "Nothing found" : null);
  }

  function choose(choice) {
    const has = picked.some(({ value }) => value === choice.value);
    if (!multiple) {
      list.hide();
      return settle([choice]);
    }
    if (has) return settle(picked.filter(({ value }) => value !== choice.value));
    if (most && picked.length >= most) return list.show([], `At most ${most} can be chosen`);
    field.value = "";
    return settle([...picked, choice]);
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
    field.placeholder = multiple && picked.length ? "" : placeholder;
    if (!multiple) field.value = picked[0]?.text ?? "";
    clear.hidden = picked.length === 0;
    chips.replaceChildren(...(multiple ? picked.map(chip) : []));
  }

  const chip = (choice) => el("span", { class: "chip" }, choice.text,
    iconButton("close", `Remove ${choice.text}`, () => settle(picked.filter((one) => one !== choice)), { class: "clear" }));

  function key(event) {
    if (list.key(event)) return tellIfClosed();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open(multiple ? field.value : "");
    } else if (event.key === "Enter") {
      // Enter in a closed select chooses nothing and must not submit the form by accident.
      event.preventDefault();
      open("");
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
    paint();
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
