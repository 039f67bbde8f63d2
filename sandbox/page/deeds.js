/** What a person does to an element, told to the workspace in the order it was done. */
import { ask } from "./dialogs.js";

const owed = new Map();
const underway = new Set();

/** Tells a press or a change; false when the person thought better of it or it failed. */
export async function tell(scene, block, part, value, node = null, deed = scene.deed ?? "press") {
  if (deed === "press") {
    if (part.confirm && !(await ask(part.confirm, node))) return false;
    await settle();
  }
  return send(scene, { do: deed, ...scene.source(), block_id: block.block_id, action_id: part.action_id, value }, node);
}

/** Tells a change once typing has paused; a press or a submit does not overtake it. */
export function tellSoon(scene, block, part, value, node) {
  const key = `${block.block_id}/${part.action_id}`;
  clearTimeout(owed.get(key)?.timer);
  const now = () => {
    owed.delete(key);
    return tell(scene, block, part, value, node, "change");
  };
  owed.set(key, { now, timer: setTimeout(now, 300) });
}

/** Resolves when everything typed so far has reached the workspace. */
export async function settle() {
  for (const { now, timer } of [...owed.values()]) {
    clearTimeout(timer);
    now();
  }
  await Promise.all(underway);
}

/** Forgets what was typed into a form that is being closed. */
export function forget() {
  for (const { timer } of owed.values()) clearTimeout(timer);
  owed.clear();
}

async function send(scene, deed, node) {
  node?.setAttribute("aria-busy", "true");
  const answering = scene.act(deed);
  if (deed.do === "change") underway.add(answering);
  const answer = await answering;
  underway.delete(answering);
  node?.removeAttribute("aria-busy");
  node?.classList.toggle("failed", !answer.ok);
  return answer.ok;
}

/** How each element's choice is called in a view's state, and how its beginning is called. */
const VALUES = {
  channels_select: ["selected_channel", "initial_channel"],
  checkboxes: ["selected_options", "initial_options"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  datepicker: ["selected_date", "initial_date"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  external_select: ["selected_option", "initial_option"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  radio_buttons: ["selected_option", "initial_option"],
  rich_text_input: ["rich_text_value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  timepicker: ["selected_time", "initial_time"],
  users_select: ["selected_user", "initial_user"],
};

/** What an element holds now: what was chosen in this view, else what it began with. */
export function held(scene, block, part) {
  const [chosen, initial] = VALUES[part.type] ?? ["value", "initial_value"];
  const state = scene.values?.[block.block_id]?.[part.action_id];
  return (state && chosen in state ? state[chosen] : part[initial]) ?? null;
}

/** The attributes every control of an element carries. */
export function control(scene, block, part) {
  const { id = null, told = null, invalid = false, required = false } = scene.field ?? {};
  return {
    id,
    "aria-describedby": told,
    "aria-invalid": invalid ? "true" : null,
    "aria-required": required ? "true" : null,
    "aria-label": id ? null : part.accessibility_label ?? part.placeholder?.text ?? scene.named ?? null,
    "data-hold": `${block.block_id}/${part.action_id}`,
    autofocus: part.focus_on_load === true,
  };
}
