/** Slack's mrkdwn, and its plain text, as nodes. */
import { el } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { dateTokens } from "./times.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const decode = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

/** A text object ({type, text}), or a bare mrkdwn string, as a list of nodes. */
export function textNodes(text, scene) {
  if (!text) return [];
  if (typeof text === "string") return mrkdwn(text, scene);
  return text.type === "mrkdwn" ? mrkdwn(text.text, scene, text.verbatim) : plainNodes(text);
}

/** The words of a text object, for names and labels. */
export const plainWords = (text) => {
  const words = typeof text === "string" ? text : text?.text ?? "";
  return decode(text?.emoji === false ? words : withEmoji(words));
};

const plainNodes = (text) => [plainWords(text)];

/** mrkdwn as nodes: code blocks, then quotes, then what stands within a line. */
export function mrkdwn(source, scene, verbatim = false) {
  return source.split(/(```[\s\S]+?```)/).flatMap((part) => {
    const code = /^```\n?([\s\S]+?)\n?```$/.exec(part);
    if (code) return el("pre", {}, el("code", {}, linkedCode(code[1])));
    return quotes(part.replace(/^\n|\n$/g, ""), scene, verbatim);
  });
}

// Links stand even inside code; only their words are shown there.
const linkedCode = (text) =>
  decode(text.replace(/<(https?:[^|>]+)(?:\|([^>]+))?>/g, (_, url, label) => label ?? url));

function quotes(text, scene, verbatim) {
  const groups = [];
  for (const line of text.split("\n")) {
    const quoted = /^(?:>|&gt;) ?/.exec(line);
    const words = quoted ? line.slice(quoted[0].length) : line;
    const open = groups.at(-1);
    if (open && open.quoted === Boolean(quoted)) open.lines.push(words);
    else groups.push({ quoted: Boolean(quoted), lines: [words] });
  }
  return groups.flatMap(({ quoted, lines }) => {
    const nodes = inline(lines.join("\n"), scene, verbatim);
    return quoted ? el("blockquote", {}, nodes) : nodes;
  });
}

const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    ":(?<emoji>[a-z0-9_+'-]+):(?::skin-tone-\\d:)?",
    "(?<bare>https?:\\/\\/[^\\s<>|]+[^\\s<>|.,;:!?)\\]'\"*_~])",
    "(?<![\\p{L}\\p{N}*_~])(?<mark>[*_~])(?!\\s|\\k<mark>)(?<inner>[^\\n]*?[^\\s])\\k<mark>(?![\\p{L}\\p{N}])",
  ].join("|"),
  "gu",
);
const MARKS = { "*": "strong", _: "em", "~": "s" };

function inline(text, scene, verbatim) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const node = inlineNode(found.groups, scene, verbatim);
    if (node === null) continue;
    nodes.push(decode(text.slice(from, found.index)), node);
    from = found.index + found[0].length;
  }
  return [...nodes, decode(text.slice(from))].filter((node) => node !== "");
}

function inlineNode({ code, angle, emoji: name, bare, mark, inner }, scene, verbatim) {
  if (code) return el("code", {}, linkedCode(code));
  if (angle) return reference(angle, scene);
  if (name) return emojiNode(name);
  if (bare) return verbatim ? null : link(bare, bare);
  return el(MARKS[mark], {}, inline(inner, scene, verbatim));
}

/** A known emoji as an image with a name, or null. */
export const emojiNode = (name) => {
  const character = emoji(name);
  return character && el("span", { class: "emoji", role: "img", "aria-label": name, title: `:${name}:` }, character);
};

/** What stands in angle brackets: a mention, a command to the client, or a link. */
function reference(angle, scene) {
  const [target, label] = splitOnce(angle, "|");
  if (target.startsWith("@")) return userMention(target.slice(1), scene);
  if (target.startsWith("#")) return channelMention(target.slice(1), scene, label);
  if (target.startsWith("!date^")) return date(target, label, scene);
  if (target.startsWith("!")) return ringing(target.slice(1), label);
  return link(target, label ?? target.replace(/^(mailto|tel):/, ""));
}

const splitOnce = (text, mark) => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
};

export const userMention = (id, scene) =>
  el("span", { class: id === scene.me.id ? "mention mine" : "mention", "data-user": id }, `@${scene.userName(id)}`);

export const channelMention = (id, scene, label = null) =>
  el("a", { class: "mention", href: scene.linkTo(id) }, `#${scene.channelName(id) ?? label ?? id}`);

/** A mention that makes phones ring: an unescaped `<!channel>` must be seen for what it is. */
export const ringing = (whom, label = null) =>
  el("mark", { class: "mention rings", title: "This rings everybody it names" },
    label ?? `@${whom.split("^")[0]}`);

function date(target, fallback, scene) {
  const [, seconds, pattern, url] = target.split("^");
  return dateNode({ timestamp: Number(seconds), format: pattern, url, fallback }, scene);
}

/** A date in the reader's own zone. */
export function dateNode({ timestamp, format, url, fallback }, scene) {
  const at = Number(timestamp);
  if (!Number.isFinite(at)) return fallback ?? "";
  const time = el("time", { datetime: new Date(at * 1000).toISOString(), title: fallback },
    dateTokens(at, format, { zone: scene.zone, now: scene.now() }));
  return url ? link(url, time) : time;
}

/** A link that may be followed: web, mail and telephone only; anything else stays text. */
export function link(url, label) {
  const address = decode(url);
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return typeof label === "string" ? `<${decode(url)}>` : label;
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" },
    typeof label === "string" ? decode(label) : label);
}
