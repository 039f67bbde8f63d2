/** The select elements: static, external, of users, conversations and channels, for one or several. */
import { combobox } from "./combobox.js";
import { control, held, tell } from "./deeds.js";
import { plainWords } from "./mrkdwn.js";

const matches = (query, ...texts) => texts.some((text) => text?.toLowerCase().includes(query.trim().toLowerCase()));

const optionChoice = ({ value, text, description }) =>
  ({ value, text: plainWords(text), hint: description && plainWords(description) });

/** options or option_groups, as groups of choices. */
const grouped = ({ options, option_groups: groups }) =>
  groups ? groups.map((group) => ({ label: plainWords(group.label), choices: group.options.map(optionChoice) }))
    : [{ choices: (options ?? []).map(optionChoice) }];

const filtered = (groups, query) =>
  groups.map((group) => ({ ...group, choices: group.choices.filter(({ text, hint }) => matches(query, text, hint)) }))
    .filter(({ choices }) => choices.length);

const userChoice = (user) => ({ value: user.id, text: user.real_name || user.name, hint: `@${user.name}` });
const channelChoice = ({ id, kind, name }) => ({ value: id, text: kind === "dm" ? name : `#${name}` });

const users = (scene) => scene.users.filter((user) => !user.deleted).map(userChoice);

function conversations(scene, part) {
  const include = part.filter?.include ?? ["im", "mpim", "private", "public"];
  const kind = (channel) => (channel.kind === "dm" ? "im" : channel.private ? "private" : "public");
  return scene.channels.filter((channel) => include.includes(kind(channel))).map(channelChoice);
}

const channels = (scene) =>
  scene.channels.filter((channel) => channel.kind !== "dm" && !channel.private).map(channelChoice);

/** A list of known things; `read` turns what an element holds (ids) into choices. */
const listed = (known) => ({
  groups: [{ choices: known }],
  read: (id) => known.find(({ value }) => value === id) ?? { value: id, text: id },
});

const KINDS = {
  channels: (scene) => listed(channels(scene)),
  conversations: (scene, part) => listed(conversations(scene, part)),
  external: () => ({ read: optionChoice }),
  static: (scene, part) => ({ groups: grouped(part), read: optionChoice }),
  users: (scene) => listed(users(scene)),
};

/** Any select element. */
export function select(part, block, scene) {
  const multiple = part.type.startsWith("multi_");
  const kind = part.type.replace(/^multi_/, "").replace(/_select$/, "");
  const external = kind === "external";
  const { groups, read } = KINDS[kind](scene, part);
  const ask = { do: "suggest", ...scene.source(), block_id: block.block_id, action_id: part.action_id };
  const found = async (query) => {
    const answer = await scene.act({ ...ask, query });
    return answer.ok ? grouped(answer) : [{ choices: [] }];
  };
  const current = held(scene, block, part) ?? (part.default_to_current_conversation ? scene.here : null);
  return combobox({
    attributes: control(scene, block, part),
    label: scene.named ?? plainWords(part.placeholder),
    placeholder: plainWords(part.placeholder) || (multiple ? "Choose some" : "Choose one"),
    chosen: [current ?? []].flat().map(read),
    multiple,
    most: part.max_selected_items,
    shortest: external ? part.min_query_length ?? 3 : 0,
    pause: external ? 220 : 0,
    clearable: scene.field?.required === false && !multiple,
    atClose: multiple && scene.deed !== "change",
    search: external ? found : (query) => filtered(groups, query),
    changed: (picked, node) => {
      const values = picked.map(({ value }) => value);
      tell(scene, block, part, multiple ? values : values[0] ?? null, node);
    },
  });
}
