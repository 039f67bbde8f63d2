/** The modals: a stack of which the topmost is seen, as a form. */
import { el } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { forget, settle } from "./deeds.js";
import { plainWords } from "./mrkdwn.js";
import { paintView } from "./views.js";

let open = null;

/** Shows the top of the stack, or nothing. */
export function paintModals(views, base) {
  const view = views.at(-1);
  if (open && open.id !== view?.id) {
    forget();
    // Closing gives the focus back to where it was before the form.
    open.dialog.close();
    open.dialog.remove();
    open = null;
  }
  if (!view) return;
  const first = !open;
  open ??= frame(view.id);
  open.update(view, views.length, base);
  if (first) {
    document.body.append(open.dialog);
    open.dialog.showModal();
    firstField(open.dialog)?.focus();
  }
}

const firstField = (dialog) =>
  dialog.querySelector("[autofocus]") ??
  dialog.querySelector(".modal-body :is(input, textarea, button, a)") ??
  dialog.querySelector("footer button:not([hidden])");

function frame(id) {
  let base = null;
  const title = el("h2", {});
  const back = iconButton("back", "Back", () => leave(false));
  const body = el("div", { class: "modal-body" });
  const trouble = el("p", { class: "error", role: "alert" });
  const cancel = el("button", { type: "button", class: "button", click: () => leave(false) });
  const submit = el("button", { type: "submit", class: "button primary" });
  const form = el("form", { novalidate: true, submit: send },
    el("header", {}, back, title, iconButton("close", "Close", () => leave(true))),
    body, trouble, el("footer", {}, cancel, submit));
  const dialog = el("dialog", { class: "modal", keydown: escape }, form);

  function update(view, depth, scene) {
    base = scene;
    dialog.setAttribute("aria-label", plainWords(view.title));
    dialog.dataset.depth = depth;
    title.replaceChildren(plainWords(view.title));
    back.hidden = depth < 2;
    cancel.replaceChildren(plainWords(view.close) || (view.submit ? "Cancel" : "Close"));
    submit.replaceChildren(plainWords(view.submit) || "Submit");
    submit.hidden = !view.submit && !view.blocks.some((block) => block.type === "input");
    paintView(body, view, scene);
  }

  async function send(event) {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    busy(true);
    trouble.replaceChildren();
    await settle();
    const answer = await base.act({ do: "submit", view: id });
    busy(false);
    if (!dialog.isConnected) return;
    const wrong = body.querySelector(".field.wrong :is(input, textarea)");
    wrong?.focus();
    if (!answer.ok && !wrong) trouble.replaceChildren(icon("alert"), sentence(answer.error));
  }

  async function leave(all) {
    forget();
    busy(true);
    await base.act({ do: "close", view: id, all });
    busy(false);
  }

  function busy(now) {
    form.setAttribute("aria-busy", String(now));
    submit.disabled = now;
  }

  // A menu or list inside that is open takes Escape first, and marks it as taken.
  function escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    leave(false);
  }

  return { id, dialog, update };
}

const sentence = (error) => `This was not taken: ${String(error ?? "no answer").replaceAll("_", " ")}. Try again?`;
