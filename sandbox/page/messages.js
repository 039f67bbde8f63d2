/** The message list: days, people, what they said, and what can be done with it. */
import { el, keep } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, mark } from "./images.js";
import { paintBlock } from "./blocks.js";
import { menuButton } from "./menu.js";
import { textNodes } from "./mrkdwn.js";
import { messageScene } from "./scenes.js";
import { clockTime, dayName, dayOf, exact } from "./times.js";

const CLOSE = 5 * 60_000;

/** Paints messages into the log, and stays at its end when it was there. */
export function paintMessages(log, state, base) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const faces = state.users.map((user) => [user.id, user.real_name, user.color]);
  const known = JSON.stringify([base.zone, dayOf(base.now(), base.zone), faces]);
  keep(log, state.messages.length ? entries(state, base, known) : [empty(state)]);
  if (atEnd) log.scrollTop = log.scrollHeight;
}

const empty = (state) => ({
  key: "empty", signature: state.in, paint: () => el("p", { class: "empty" }, "Nothing has been said here yet."),
});

function entries(state, base, known) {
  let before = null;
  return state.messages.flatMap((message) => {
    const at = new Date(message.business_at);
    const day = dayOf(at, base.zone);
    const newDay = before?.day !== day;
    const follows = !newDay && goesOn(before, message, at);
    before = { message, at, day };
    return [
      ...(newDay ? [divider(day, at, base, known)] : []),
      {
        key: `${message.ts}${message.ephemeral ? "e" : ""}`,
        signature: JSON.stringify([message, follows, known, state.shortcuts.message]),
        paint: () => article(message, at, follows, state.shortcuts.message, base),
      },
    ];
  });
}

/** Whether a message goes on with what the same person said just before. */
const goesOn = (before, message, at) =>
  before.message.user === message.user && !before.message.ephemeral && !message.ephemeral && at - before.at < CLOSE;

const divider = (day, at, base, known) => ({
  key: `day-${day}`,
  signature: known,
  paint: () => el("div", { class: "day", role: "separator", "aria-label": dayName(at, base.zone, base.now()) },
    el("span", {}, dayName(at, base.zone, base.now()))),
});

function article(message, at, follows, shortcuts, base) {
  const scene = messageScene(base, message);
  const author = base.person(message.user);
  const name = base.userName(message.user);
  const time = clockTime(at, base.zone);
  const both = `${exact(at, base.zone)} by the business clock; sent ${exact(new Date(message.at), base.zone)}`;
  const when = el("time", { datetime: message.business_at, title: both }, time);
  const kind = ["message", follows && "follows", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  return el("article", { class: kind, "aria-label": `${name} at ${time}`, "data-ts": message.ts, tabindex: "-1" },
    el("div", { class: "gutter" }, follows ? when : message.bot ? mark("avatar bot") : avatar(author)),
    el("div", { class: "said" },
      message.ephemeral ? el("p", { class: "private" }, icon("eye"), "Only visible to you") : null,
      follows ? null : el("p", { class: "who" },
        el("strong", {}, name), message.bot ? el("span", { class: "badge" }, "App") : null, when),
      el("div", { class: "blocks" }, body(message, scene)),
      message.edited ? el("span", { class: "edited" }, "(edited)") : null,
      (message.files ?? []).map((file) => attached(file, scene))),
    message.ephemeral || shortcuts.length === 0 ? null : tools(message, shortcuts, scene));
}

const body = (message, scene) =>
  message.blocks?.length ? message.blocks.map((block) => paintBlock(block, scene))
    : el("div", { class: "text" }, textNodes(message.text, scene));

const tools = (message, shortcuts, scene) =>
  el("div", { class: "tools" }, menuButton(
    { class: "icon-button", "aria-label": "Message actions", "data-hold": `tools-${message.ts}` }, icon("more"),
    shortcuts.map(({ name, description, callback_id: id }) => ({
      text: name,
      hint: description,
      pick: () => scene.act({ do: "message_shortcut", callback_id: id, channel: scene.here, ts: message.ts }),
    })), { end: true }));

function attached(file, scene) {
  const address = file.url_private ?? file.url ?? scene.fileAddress(file.id);
  const name = file.title || file.name;
  if (!file.mimetype?.startsWith("image/")) {
    return el("a", { class: "attached file", href: address, target: "_blank", download: file.name }, icon("file"), name);
  }
  return el("a", { class: "attached", href: address, target: "_blank" },
    el("img", { class: "picture", src: address, alt: file.alt_txt ?? name }));
}
