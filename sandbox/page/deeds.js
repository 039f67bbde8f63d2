/** What a person does to an element, told to the workspace in the order it was done. */
import { ask } from "./dialogs.js";

/** What was typed and waits for a pause in the typing. */
const owed = new Map();
/** All changes told so far, one after the other: whatever follows waits for them. */
let changes = Promise.resolve();

/** Tells a press or a change; false when the person thought better of it or it failed. */
export async function tell(scene, block, part, value, node = null, deed = scene.deed ?? "press") {
  if (deed === "press" && part.confirm && !(await ask(part.confirm, node))) return false;
  tellOwed();
  return send(scene, block, part, value, node, deed);
}

/** Tells a change once typing has paused; nothing done later overtakes it. */
export function tellSoon(scene, block, part, value, node) {
  const key = `${block.block_id}/${part.action_id}`;
  clearTimeout(owed.get(key)?.timer);
  const now = () => {
    clearTimeout(owed.get(key)?.timer);
    owed.delete(key);
    return send(scene, block, part, value, node, "change");
  };
  owed.set(key, { now, timer: setTimeout(now, 300) });
}

/** Resolves when everything typed and chosen so far has reached the workspace. */
export function settle() {
  tellOwed();
  return changes;
}

/** Forgets what was typed into a form that is being closed. */
export function forget() {
  for (const { timer } of owed.values()) clearTimeout(timer);
  owed.clear();
}

function tellOwed() {
  for (const { now } of [...owed.values()]) now();
}

async function send(scene, block, part, value, node, deed) {
  const told = { do: deed, ...scene.source(), block_id: block.block_id, action_id: part.action_id, value };
  node?.setAttribute("aria-busy", "true");
  const answering = changes.then(() => scene.act(told));
  if (deed === "change") changes = answering;
  const answer = await answering;
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
  const { id = null, told = null, required = false } = scene.field ?? {};
  return {
    id,
    "aria-describedby": told,
    "aria-required": required ? "true" : null,
    "aria-label": id ? null : part.accessibility_label ?? part.placeholder?.text ?? scene.named ?? null,
    "data-hold": `${block.block_id}/${part.action_id}`,
    autofocus: part.focus_on_load === true,
  };
}
