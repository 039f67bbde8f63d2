/** The main part: a channel, the messages with the bot, or its Home tab. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { mark } from "./images.js";
import { composer, placeName } from "./composer.js";
import { paintMessages } from "./messages.js";
import { paintView } from "./views.js";

/** Room for the day that stands over a message. */
const DIVIDER = 44;
let shown = null;

/** Paints the place into `main`; what belongs to the place stays while it is shown. */
export function paintPlace(main, page, base, act) {
  const { state } = page;
  const key = `${state.me.id} ${state.in}`;
  if (shown?.key !== key) {
    shown = { key, ...(state.in === "home" ? homePlace() : messagePlace(page, act)) };
    main.replaceChildren(...shown.nodes);
  }
  shown.update(state, base);
}

const withBot = (state) => state.in === "home" || state.channels.find(({ id }) => id === state.in)?.kind === "dm";

function heading() {
  const node = el("header", { class: "place-head" });
  const update = (state, base) => {
    const channel = state.channels.find(({ id }) => id === state.in);
    const bot = withBot(state);
    node.replaceChildren(
      el("h1", {},
        bot ? mark("avatar bot small") : icon(channel?.private ? "lock" : "hash"),
        bot ? state.bot.name : channel?.name ?? state.in),
      bot && state.home_enabled ? tabs(state, base) : "");
  };
  return { node, update };
}

function tabs(state, base) {
  const dm = state.channels.find(({ kind }) => kind === "dm");
  const tab = (place, name, sign) => el("a", {
    href: base.linkTo(place), "data-hold": `tab-${name}`, "aria-current": state.in === place ? "page" : null,
  }, icon(sign), name);
  return el("nav", { class: "tabs", "aria-label": state.bot.name },
    tab("home", "Home", "home"), dm ? tab(dm.id, "Messages", "message") : null);
}

function homePlace() {
  const head = heading();
  const body = el("div", { class: "home", role: "region", "aria-label": "Home", tabindex: "0" });
  return {
    nodes: [head.node, body],
    update: (state, base) => {
      head.update(state, base);
      if (state.home) paintView(body, state.home, base);
      else body.replaceChildren(el("p", { class: "empty" }, `${state.bot.name} has not filled its Home tab for you yet.`));
    },
  };
}

/** Begins at the end, or where what is unread begins if that would be out of sight. */
function comeIn(log, { messages, me, unread }) {
  log.scrollTop = log.scrollHeight;
  const news = unread ? messages.filter(({ user }) => user !== me.id).at(-unread) : null;
  const begins = news && log.querySelector(`[data-ts="${news.ts}"]`);
  if (!begins) return;
  const above = log.getBoundingClientRect().top - begins.getBoundingClientRect().top;
  if (above > 0) log.scrollTop -= above + DIVIDER;
}

function messagePlace(page, act) {
  const head = heading();
  const name = `Messages in ${placeName(page.state)}`;
  const log = el("div", { class: "log", role: "log", "aria-label": name, tabindex: "0" });
  const foot = composer(() => page.state, act);
  // Who says something sees what is said to it, wherever he was reading.
  foot.addEventListener("submit", () => { log.scrollTop = log.scrollHeight; });
  let first = true;
  return {
    nodes: [head.node, log, foot],
    update: (state, base) => {
      head.update(state, base);
      paintMessages(log, state, base);
      if (first) comeIn(log, state);
      first = false;
    },
  };
}
