/** The elements one fills in: text, numbers, dates and times, ticks, files. */
import { el, freshId } from "./dom.js";
import { control, held, tell, tellSoon } from "./deeds.js";
import { plainWords, textNodes } from "./mrkdwn.js";
import { localMinutes, zonedSeconds } from "./times.js";

/** Painters by element type. */
export const fields = {
  checkboxes: (part, block, scene) => ticks(part, block, scene, "checkbox"),
  datepicker: (part, block, scene) => picker(part, block, scene, "date"),
  datetimepicker,
  email_text_input: (part, block, scene) => words(part, block, scene, { type: "email", autocomplete: "off" }),
  file_input: files,
  number_input: (part, block, scene) => words(part, block, scene, {
    type: "number", min: part.min_value, max: part.max_value, step: part.is_decimal_allowed ? "any" : "1",
  }),
  plain_text_input: (part, block, scene) =>
    words(part, block, scene, part.multiline ? { rows: 4 } : { type: "text" }),
  radio_buttons: (part, block, scene) => ticks(part, block, scene, "radio"),
  rich_text_input: (part, block, scene) => words(part, block, scene, { rows: part.min_lines ?? 4 }),
  timepicker: (part, block, scene) => picker(part, block, scene, "time"),
  url_text_input: (part, block, scene) => words(part, block, scene, { type: "url", autocomplete: "off" }),
};

/** The plain words of what a text field holds; rich text is edited as plain lines. */
const heldWords = (value) =>
  typeof value === "string" ? value
    : (value?.elements ?? []).map((line) => (line.elements ?? []).map((leaf) => leaf.text ?? "").join("")).join("\n");

function words(part, block, scene, kind) {
  const on = part.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const pressesOnEnter = block.dispatch_action && !kind.rows && on.includes("on_enter_pressed");
  const node = el(kind.rows ? "textarea" : "input", {
    ...control(scene, block, part), ...kind,
    class: "words",
    placeholder: plainWords(part.placeholder) || null,
    minlength: part.min_length, maxlength: part.max_length,
    value: heldWords(held(scene, block, part)),
    input: () => { count(); tellSoon(scene, block, part, node.value, node); },
    keydown: (event) => {
      if (event.key !== "Enter" || !pressesOnEnter || event.isComposing) return;
      event.preventDefault();
      tell(scene, block, part, node.value, node, "press");
    },
  });
  const left = part.max_length ? el("span", { class: "rest", "aria-hidden": "true" }) : null;
  const count = () => {
    if (!left) return;
    const rest = part.max_length - node.value.length;
    left.textContent = rest <= Math.max(20, part.max_length / 10) ? String(rest) : "";
  };
  count();
  return left ? el("span", { class: "counted" }, node, left) : node;
}

/** A date or a time. Typed digits pass through dates nobody means, so a typed one is told on leaving. */
function picker(part, block, scene, type) {
  let told = held(scene, block, part);
  const tellIt = () => {
    const value = node.value || null;
    if (value === told) return;
    told = value;
    tell(scene, block, part, value, node);
  };
  let typing = false;
  const node = el("input", {
    ...control(scene, block, part), type, class: `picker ${type}`, value: told ?? "",
    keydown: (event) => {
      typing = event.key !== "Enter";
      if (event.key === "Enter") tellIt();
    },
    change: () => (scene.deed === "change" || !typing) && tellIt(),
    blur: () => { typing = false; tellIt(); },
  });
  // Slack shows the placeholder in the empty field, where a browser's own shows only a pattern.
  const hint = told ? "" : plainWords(part.placeholder);
  if (!part.timezone && !hint) return node;
  return el("span", { class: "zoned" },
    hint && el("span", { class: "optional", "aria-hidden": "true" }, hint),
    node,
    part.timezone && el("span", { class: "optional" }, part.timezone));
}

function datetimepicker(part, block, scene) {
  const seconds = held(scene, block, part);
  const node = el("input", {
    ...control(scene, block, part), type: "datetime-local", class: "picker date",
    "aria-label": scene.named ?? "Date and time",
    value: seconds ? localMinutes(new Date(seconds * 1000), scene.zone) : "",
    change: () => tell(scene, block, part, node.value ? zonedSeconds(node.value, scene.zone) : null, node),
  });
  return node;
}

function ticks(part, block, scene, type) {
  const chosen = [held(scene, block, part) ?? []].flat().map(({ value }) => value);
  const name = freshId("ticks");
  const { "aria-label": label, "aria-describedby": told } = control(scene, block, part);
  const changed = async ({ target }) => {
    const values = [...group.querySelectorAll("input:checked")].map((box) => part.options[box.dataset.at].value);
    const done = await tell(scene, block, part, type === "radio" ? values[0] : values, group);
    if (!done && part.confirm && type === "checkbox") target.checked = !target.checked;
  };
  const tick = (option, at) => el("label", { class: "tick" },
    el("input", {
      type, name, "data-at": at, checked: chosen.includes(option.value), change: changed,
      "data-hold": `${block.block_id}/${part.action_id}/${at}`, autofocus: at === 0 && part.focus_on_load === true,
    }),
    el("span", {}, textNodes(option.text, scene),
      option.description ? el("span", { class: "tick-hint" }, textNodes(option.description, scene)) : null));
  const group = el("span", {
    class: "ticks", role: type === "radio" ? "radiogroup" : "group",
    "aria-label": label ?? scene.named, "aria-describedby": told,
  }, part.options.map(tick));
  return group;
}

function files(part, block, scene) {
  const list = el("ul", { class: "files", "aria-live": "polite" });
  const most = part.max_files ?? 10;
  const upload = async (file) => {
    const row = el("li", { "aria-busy": "true" }, file.name);
    list.append(row);
    const answer = await scene.act({
      do: "upload", ...scene.source(), block_id: block.block_id, action_id: part.action_id,
      name: file.name, content_base64: await base64(file),
    });
    row.removeAttribute("aria-busy");
    if (!answer.ok) row.append(` – ${answer.error}`);
  };
  const node = el("input", {
    ...control(scene, block, part), type: "file", multiple: most > 1,
    accept: part.filetypes?.map((type) => `.${type}`).join(",") ?? null,
    change: async () => { for (const file of [...node.files].slice(0, most)) await upload(file); },
  });
  return el("span", { class: "upload" }, node, list);
}

const base64 = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => done(reader.result.split(",")[1]));
  reader.addEventListener("error", () => failed(reader.error));
  reader.readAsDataURL(file);
});
