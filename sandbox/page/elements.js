/** Every element that can be pressed, and the register of all elements by type. */
import { el } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { tell } from "./deeds.js";
import { fields } from "./fields.js";
import { picture } from "./images.js";
import { menuButton } from "./menu.js";
import { plainWords, textNodes } from "./mrkdwn.js";
import { select } from "./selects.js";

const ELEMENTS = {
  ...fields,
  button,
  feedback_buttons: feedbackButtons,
  icon_button: iconElement,
  image: (part, block, scene) => picture(part, scene, "thumbnail"),
  overflow,
  workflow_button: button,
};

const SELECT = /^(multi_)?(static|external|users|conversations|channels)_select$/;

/** One element of a block. */
export function element(part, block, scene) {
  const paint = ELEMENTS[part.type] ?? (SELECT.test(part.type) ? select : unknown);
  return paint(part, block, scene);
}

const unknown = (part) => el("span", { class: "unknown" }, `This page does not draw “${part.type}” elements.`);

const hold = (block, part) => `${block.block_id}/${part.action_id}`;

function button(part, block, scene) {
  const node = el(part.url ? "a" : "button", {
    ...(part.url ? { href: part.url, target: "_blank", rel: "noopener noreferrer" } : { type: "button" }),
    class: `button ${part.style ?? ""}`.trim(),
    "aria-label": part.accessibility_label,
    "data-hold": hold(block, part),
    click: () => node.getAttribute("aria-busy") !== "true" && tell(scene, block, part, undefined, node),
  }, textNodes(part.text, scene));
  return node;
}

function overflow(part, block, scene) {
  const choose = (option) => {
    if (option.url) open(option.url, "_blank", "noopener");
    tell(scene, block, part, option.value, node);
  };
  const node = menuButton({
    class: "button overflow", "aria-label": part.accessibility_label ?? "More options", "data-hold": hold(block, part),
  }, icon("more"), part.options.map((option) => ({
    text: plainWords(option.text),
    hint: option.description && plainWords(option.description),
    pick: () => choose(option),
  })), { end: true });
  return node;
}

function iconElement(part, block, scene) {
  if (part.visible_to_user_ids && !part.visible_to_user_ids.includes(scene.me.id)) return null;
  const node = iconButton(part.icon, part.accessibility_label ?? plainWords(part.text),
    () => tell(scene, block, part, undefined, node), { "data-hold": hold(block, part) });
  return node;
}

function feedbackButtons(part, block, scene) {
  const face = (choice, sign) => {
    const press = async () => node.setAttribute("aria-pressed", String(await tell(scene, block, part, choice.value, node)));
    const node = iconButton(sign, choice.accessibility_label ?? plainWords(choice.text), press, { "aria-pressed": "false" });
    return node;
  };
  return el("span", { class: "feedback", role: "group", "aria-label": "Feedback" },
    face(part.positive_button, "thumb_up"), face(part.negative_button, "thumb_down"));
}
