/** Dialogs that stand over everything: the frame of modals, and the question before a press. */
import { el, freshId } from "./dom.js";
import { plainWords, textNodes } from "./mrkdwn.js";

/** Asks a confirm object's question; resolves to the answer. */
export function ask(confirm, asker) {
  const id = freshId("ask");
  const title = plainWords(confirm.title) || "Are you sure?";
  const answerButton = (value, words, attributes) => el("button", { type: "submit", value, ...attributes }, words);
  const dialog = el("dialog", { class: "ask", role: "alertdialog", "aria-label": title, "aria-describedby": id },
    el("form", { method: "dialog" },
      el("h2", {}, title),
      el("div", { class: "text", id }, textNodes(confirm.text, NOBODY)),
      el("footer", {},
        answerButton("no", plainWords(confirm.deny) || "Cancel"),
        answerButton("yes", plainWords(confirm.confirm) || "Yes", { class: confirm.style ?? "primary", autofocus: true }))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      asker?.focus?.();
      answer(dialog.returnValue === "yes");
    });
  });
}

// A confirm dialog's text mentions nobody whom the page would have to look up.
const NOBODY = {
  me: { id: "" }, zone: "UTC", now: () => new Date(),
  userName: (id) => id, channelName: (id) => id, linkTo: () => "#",
};
