/** Every block by its type: what was sent, as nodes. */
import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { dataVisualization } from "./chart.js";
import { dataTable, table } from "./tables.js";
import { element } from "./elements.js";
import { picture } from "./images.js";
import { markdown } from "./markdown.js";
import { link, plainWords, textNodes } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

const BLOCKS = {
  actions,
  alert,
  card,
  carousel,
  container,
  context,
  context_actions: actions,
  data_table: dataTable,
  data_visualization: dataVisualization,
  divider: () => el("hr"),
  file: (block) => el("p", { class: "quiet-text" }, icon("file"), ` File ${block.external_id ?? ""}`),
  header,
  image,
  input,
  markdown: (block) => el("div", { class: "text markdown" }, markdown(block.text)),
  plan,
  rich_text: (block, scene) => el("div", { class: "text" }, richText(block, scene)),
  section,
  table,
  task_card: taskCard,
  video: (block) => el("p", { class: "text" }, link(block.video_url, plainWords(block.title))),
};

/** One block as an element; a type this page cannot draw says so. */
export function paintBlock(block, scene) {
  const paint = BLOCKS[block.type];
  const inner = paint?.(block, scene) ??
    el("p", { class: "unknown" }, `This page does not draw “${block.type}” blocks.`);
  return el("div", { class: `block block-${block.type}`, "data-block-id": block.block_id }, inner);
}

const text = (value, scene) => el("div", { class: "text" }, textNodes(value, scene));

function section(block, scene) {
  return el("div", { class: "section" },
    el("div", { class: "section-words" },
      block.text ? text(block.text, scene) : null,
      block.fields ? el("div", { class: "fields" }, block.fields.map((field) => text(field, scene))) : null),
    block.accessory ? el("div", { class: `accessory accessory-${block.accessory.type}` },
      element(block.accessory, block, { ...scene, named: plainWords(block.text).slice(0, 80) })) : null);
}

function header(block, scene) {
  const level = Math.min(4, Math.max(1, block.level ?? 1));
  return el(`h${level + 1}`, { class: `header-${level}` }, textNodes(block.text, scene));
}

function context(block, scene) {
  return el("div", { class: "context" }, block.elements.map((part) =>
    part.type === "image" ? picture(part, scene, "context-image")
      : el("span", { class: "text" }, textNodes(part, scene))));
}

function image(block, scene) {
  return el("figure", { class: "image" },
    block.title ? el("figcaption", {}, textNodes(block.title, scene)) : null,
    picture(block, scene));
}

function actions(block, scene) {
  return el("div", { class: "actions" }, block.elements.map((part) => element(part, block, scene)));
}

/** A labelled field, with its hint and what was wrong with it. */
function input(block, scene) {
  const id = freshId("field");
  const told = block.hint ? `${id}-error ${id}-hint` : `${id}-error`;
  const words = plainWords(block.label);
  const grouped = ["checkboxes", "radio_buttons", "datetimepicker"].includes(block.element.type);
  const name = [words, block.optional ? el("span", { class: "optional" }, " (optional)") : null];
  const field = element(block.element, block, {
    ...scene, deed: "change", field: { id, told, required: !block.optional }, named: words,
  });
  const attributes = { class: "field", "aria-describedby": grouped ? told : null };
  return el(grouped ? "fieldset" : "div", attributes,
    grouped ? el("legend", {}, name) : el("label", { for: id }, name),
    field,
    el("p", { class: "error", id: `${id}-error`, role: "alert" }),
    block.hint ? el("p", { class: "hint", id: `${id}-hint` }, plainWords(block.hint)) : null);
}

function alert(block, scene) {
  const level = block.level ?? "default";
  const urgent = level === "error" || level === "warning";
  return el("div", { class: `alert alert-${level}`, role: urgent ? "alert" : "note" },
    icon(level === "success" ? "thumb_up" : "alert"), text(block.text, scene));
}

function card(block, scene) {
  return el("div", { class: "card", role: "group", "aria-label": plainWords(block.title) || null },
    block.hero_image ? picture(block.hero_image, scene, "hero") : null,
    el("div", { class: "card-head" },
      block.icon ? picture(block.icon, scene, "card-icon") : null,
      el("div", {},
        block.title ? el("div", { class: "card-title text" }, textNodes(block.title, scene)) : null,
        block.subtitle ? el("div", { class: "card-subtitle text" }, textNodes(block.subtitle, scene)) : null)),
    block.body ? text(block.body, scene) : null,
    block.subtext ? el("div", { class: "card-subtitle text" }, textNodes(block.subtext, scene)) : null,
    block.actions ? el("div", { class: "actions" }, block.actions.map((part) => element(part, block, scene))) : null);
}

function carousel(block, scene) {
  return el("div", {
    class: "carousel", role: "group", tabindex: "0",
    "aria-roledescription": "carousel", "aria-label": `${block.elements.length} cards`,
  }, block.elements.map((one) => card({ block_id: block.block_id, ...one }, scene)));
}

function container(block, scene) {
  const title = [
    block.icon ? picture(block.icon, scene, "card-icon") : null,
    el("span", { class: "container-title" },
      el("strong", {}, block.title ? textNodes(block.title, scene) : richText(block.rich_text_title ?? {}, scene)),
      block.subtitle ? el("span", { class: "card-subtitle" }, textNodes(block.subtitle, scene)) : null),
  ];
  const titled = block.title || block.rich_text_title;
  const body = el("div", { class: "container-body" }, block.child_blocks.map((child) => paintBlock(child, scene)));
  const kind = `container width-${block.width ?? "standard"}${block.has_header_divider ? " ruled" : ""}`;
  if (block.is_collapsible) {
    return el("details", { class: kind, open: !block.default_collapsed },
      el("summary", {}, icon("chevron"), title), body);
  }
  return el("section", { class: kind, "aria-label": plainWords(block.title) || null },
    titled ? el("div", { class: "container-head" }, title) : null, body);
}

function plan(block, scene) {
  return el("div", { class: "card" },
    el("strong", {}, plainWords(block.title)), (block.tasks ?? []).map((task) => taskCard(task, scene)));
}

function taskCard(task, scene) {
  return el("div", { class: "card" },
    el("strong", {}, plainWords(task.title)), ` (${task.status ?? "pending"})`,
    [task.details, task.output].filter(Boolean).map((part) => el("div", { class: "text" }, richText(part, scene))));
}
