/** The rich_text block: sections, lists, quotes and preformatted text with styled parts. */
import { el } from "./dom.js";
import { channelMention, dateNode, emojiNode, link, ringing, userMention } from "./mrkdwn.js";

/** A rich_text block as nodes. */
export const richText = (block, scene) => (block.elements ?? []).map((part) => PARTS[part.type]?.(part, scene));

const inside = (part, scene) => (part.elements ?? []).map((leaf) => styled(leaf, scene));

const PARTS = {
  rich_text_section: (part, scene) => el("div", { class: "rich-section" }, inside(part, scene)),
  rich_text_quote: (part, scene) => el("blockquote", {}, inside(part, scene)),
  rich_text_preformatted: (part, scene) => el("pre", {}, el("code", {}, inside(part, scene))),
  rich_text_list: (part, scene) =>
    el(part.style === "ordered" ? "ol" : "ul",
      { class: `rich-list indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => el("li", {}, inside(item, scene)))),
};

const LEAVES = {
  text: (leaf) => leaf.text,
  link: (leaf) => link(leaf.url, leaf.text ?? leaf.url),
  user: (leaf, scene) => userMention(leaf.user_id, scene),
  usergroup: (leaf) => ringing(leaf.usergroup_id),
  team: (leaf) => leaf.team_id,
  channel: (leaf, scene) => channelMention(leaf.channel_id, scene),
  emoji: (leaf) => emojiNode(leaf.name) ?? `:${leaf.name}:`,
  date: (leaf, scene) => dateNode(leaf, scene),
  broadcast: (leaf) => ringing(leaf.range),
  color: (leaf) => [el("span", { class: "swatch", colour: leaf.value, "aria-hidden": "true" }), leaf.value],
};
const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function styled(leaf, scene) {
  const nodes = [LEAVES[leaf.type]?.(leaf, scene) ?? ""].flat();
  return Object.entries(STYLES)
    .filter(([style]) => leaf.style?.[style])
    .reduce((inner, [, tag]) => [el(tag, {}, inner)], nodes);
}
