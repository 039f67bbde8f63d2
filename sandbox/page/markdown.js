/** The markdown block, as far as messages need it: headings, lists, quotes, code, inline marks. */
import { el } from "./dom.js";
import { emojiNode, link } from "./mrkdwn.js";

/** Markdown as nodes. */
export function markdown(source) {
  return source.split(/(```[\s\S]*?```)/).flatMap((part) => {
    const code = /^```[^\n]*\n?([\s\S]*?)\n?```$/.exec(part);
    if (code) return el("pre", {}, el("code", {}, code[1]));
    return part.split(/\n{2,}/).filter((piece) => piece.trim()).flatMap(paragraphs);
  });
}

const heading = (line, mark) => el(`h${Math.min(6, mark.trim().length + 2)}`, {}, inline(line));
const list = (tag) => (lines) => el(tag, { class: "rich-list" }, lines.map((line) => el("li", {}, inline(line))));

const LINES = [
  { sign: /^#{1,6} +/, paint: (lines, marks) => lines.map((line, at) => heading(line, marks[at])) },
  { sign: /^[-*+] +/, paint: list("ul") },
  { sign: /^\d+\. +/, paint: list("ol") },
  { sign: /^> ?/, paint: (lines) => el("blockquote", {}, inline(lines.join("\n"))) },
  { sign: /^/, paint: (lines) => el("p", {}, inline(lines.join("\n"))) },
];

function paragraphs(piece) {
  const groups = [];
  for (const line of piece.trim().split("\n")) {
    const kind = LINES.find(({ sign }) => sign.test(line));
    const mark = kind.sign.exec(line)[0];
    const open = groups.at(-1)?.kind === kind ? groups.at(-1) : null;
    const group = open ?? { kind, lines: [], marks: [] };
    if (!open) groups.push(group);
    group.lines.push(line.slice(mark.length));
    group.marks.push(mark);
  }
  return groups.flatMap(({ kind, lines, marks }) => kind.paint(lines, marks));
}

const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "\\[(?<label>[^\\]\\n]+)\\]\\((?<url>[^)\\s]+)\\)",
    ":(?<emoji>[a-z0-9_+'-]+):",
    "(?<mark>\\*\\*|__|~~|\\*|_)(?=\\S)(?<inner>[^\\n]+?)\\k<mark>",
  ].join("|"),
  "g",
);
const MARKS = { "**": "strong", __: "strong", "~~": "s", "*": "em", _: "em" };

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const { code, label, url, emoji, mark, inner } = found.groups;
    const node = code ? el("code", {}, code)
      : label ? link(url, label)
      : emoji ? emojiNode(emoji)
      : el(MARKS[mark], {}, inline(inner));
    if (node === null) continue;
    nodes.push(text.slice(from, found.index), node);
    from = found.index + found[0].length;
  }
  return [...nodes, text.slice(from)];
}
