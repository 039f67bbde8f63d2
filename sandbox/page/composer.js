/** Where a person writes: with the commands' hints, mentions and shortcuts at hand. */
import { el } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { avatar } from "./images.js";
import { choices } from "./choices.js";
import { menuButton } from "./menu.js";

const drafts = new Map();
const MENTION = /(^|[\s(（,，])@([\p{L}\p{N}._-]*)$/u;

/** The composer of one place; `now()` gives the state of the moment. */
export function composer(now, act) {
  const { in: here, me } = now();
  const draft = `${me.id} ${here}`;
  const name = placeName(now());
  const box = el("textarea", {
    rows: 1, placeholder: `Message ${name}, or / for a command`, "aria-label": `Message ${name}`,
    value: drafts.get(draft) ?? "", input: typed, keydown: key, click: suggest, blur: () => list.hide(),
  });
  const hint = el("p", { class: "usage", role: "status" });
  const list = choices(box, { label: "Suggestions", pick: (choice) => choice.insert() });
  const sendButton = el("button", { type: "submit", class: "icon-button send", "aria-label": "Send" }, icon("send"));
  const form = el("form", { class: "composer", submit: send },
    hint,
    el("div", { class: "composer-box", "data-anchor": true }, box,
      el("div", { class: "composer-tools" },
        shortcutMenu(now, act),
        iconButton("slash", "Commands", () => begin("/")),
        iconButton("at", "Mention somebody", () => begin("@")),
        sendButton)));

  function begin(sign) {
    if (sign === "/") box.value = "/";
    else box.value += /\s$|^$/.test(box.value) ? sign : ` ${sign}`;
    box.focus();
    typed();
  }

  function typed() {
    drafts.set(draft, box.value);
    box.style.height = "auto";
    if (box.scrollHeight) box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
    sendButton.disabled = !box.value.trim();
    suggest();
  }

  function suggest() {
    const before = box.value.slice(0, box.selectionStart);
    const mention = MENTION.exec(before);
    const offered = /^\/\S*$/.test(before) ? commandsLike(before) : mention ? peopleLike(mention[2]) : [];
    if (offered.length) list.show([{ choices: offered }]);
    else list.hide();
    usage();
  }

  function usage() {
    const command = now().commands.find(({ command: word }) => box.value.startsWith(`${word} `));
    hint.replaceChildren(...(command ? [el("strong", {}, command.command), ` ${command.usage_hint ?? ""}`] : []));
  }

  const commandsLike = (start) => now().commands
    .filter(({ command }) => command.startsWith(start.toLowerCase()))
    .map((one) => ({
      text: one.command,
      nodes: [el("strong", {}, one.command), el("span", { class: "usage-hint" }, ` ${one.usage_hint ?? ""}`)],
      hint: one.description,
      insert: () => replace(start, `${one.command} `),
    }));

  const peopleLike = (start) => now().users
    .filter((user) => !user.deleted && called(user, start))
    .slice(0, 8)
    .map((user) => ({
      text: user.real_name, hint: `@${user.name}`, nodes: [avatar(user, "avatar small"), user.real_name || user.name],
      insert: () => replace(`@${start}`, `@${user.name} `),
    }));

  function replace(typedSoFar, words) {
    const caret = box.selectionStart;
    box.setRangeText(words, caret - typedSoFar.length, caret, "end");
    list.hide();
    typed();
  }

  function key(event) {
    // A command typed to its end is sent by Enter rather than chosen once more.
    const whole = event.key === "Enter" && now().commands.some(({ command }) => command === box.value.trim());
    if (!whole && list.key(event, ["Enter", "Tab"])) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  }

  async function send(event) {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    typed();
    form.setAttribute("aria-busy", "true");
    await act({ do: "send", channel: here, text });
    form.removeAttribute("aria-busy");
  }

  typed();
  return form;
}

const called = ({ name, real_name: full }, start) =>
  [name, ...`${name} ${full}`.split(/[\s._-]+/)].some((word) => word.toLowerCase().startsWith(start.toLowerCase()));

/** A place's name as people say it. */
export function placeName(state) {
  const channel = state.channels.find(({ id }) => id === state.in);
  return channel?.kind === "channel" ? `#${channel.name}` : channel?.name ?? state.bot.name;
}

const shortcutMenu = (now, act) =>
  now().shortcuts.global.length === 0 ? null : menuButton(
    { class: "icon-button", "aria-label": "Shortcuts", title: "Shortcuts" }, icon("bolt"), () => now().shortcuts.global.map((shortcut) => ({
      text: shortcut.name, hint: shortcut.description,
      pick: () => act({ do: "shortcut", callback_id: shortcut.callback_id }),
    })));
