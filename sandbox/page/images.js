/** Images and avatars. */
import { el } from "./dom.js";

/** An image; one that cannot be had leaves its words. */
export function picture(source, scene, kind = "picture") {
  const { id, url } = source.slack_file ?? {};
  const failed = ({ target }) => target.replaceWith(
    el("span", { class: `${kind} missing`, role: "img", "aria-label": source.alt_text }, source.alt_text));
  const src = source.image_url ?? url ?? scene.fileAddress(id);
  return el("img", { class: kind, src, alt: source.alt_text, error: failed });
}

/** The app's mark; decorative too. */
export const mark = (kind) => el("span", { class: kind, "aria-hidden": "true" });

/** A person's initials on their colour; decorative, since the name stands beside it. */
export const avatar = (person, kind = "avatar") =>
  el("span", { class: kind, colour: person?.color ?? "#6b7f7a", "aria-hidden": "true" }, initials(person));

function initials(person) {
  const name = person?.real_name || person?.name || "?";
  if (/\p{Script=Han}/u.test(name)) return name.slice(-2);
  const words = name.split(/[\s._-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word.slice(0, 1).toUpperCase()).join("");
}
