/** What the client itself has to say, such as a command that got no answer. */
import { el, keep } from "./dom.js";
import { icon, iconButton } from "./icons.js";

const own = [];

/** Adds a notice of the page's own, in words. */
export function complain(text) {
  if (own.some((notice) => notice.text === text)) return;
  own.push({ id: `own-${Date.now()}`, kind: "error", text });
}

/** Paints the newest notices; each can be dismissed. */
export function paintNotices(region, notices, act) {
  const shown = [...notices, ...own].slice(-4);
  const dismiss = (notice) => {
    if (!own.includes(notice)) return act({ do: "dismiss", notice: notice.id });
    own.splice(own.indexOf(notice), 1);
    return paintNotices(region, notices, act);
  };
  keep(region, shown.map((notice) => ({
    key: String(notice.id),
    signature: notice.text,
    paint: () => el("div", { class: `notice ${notice.kind}`, role: notice.kind === "error" ? "alert" : "status" },
      icon(notice.kind === "error" ? "alert" : "bell"), el("p", {}, notice.text),
      iconButton("close", "Dismiss", () => dismiss(notice))),
  })));
  // An open modal makes all outside it inert, so its notices stand inside.
  const floor = document.querySelector("dialog.modal[open]") ?? document.body;
  if (region.parentNode !== floor) floor.append(region);
}
