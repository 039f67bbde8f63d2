/** The page: reads the address, looks at the workspace, paints, and looks again at each change. */
import { settled } from "./dom.js";
import { complain, paintNotices } from "./notices.js";
import { paintModals } from "./modal.js";
import { paintPlace } from "./place.js";
import { paintSidebar } from "./sidebar.js";
import { stage } from "./scenes.js";
import * as server from "./server.js";
import { clockBar } from "./top.js";

const [head, sidebar, main, notices] =
  ["top", "sidebar", "place", "notices"].map((id) => document.getElementById(id));

const page = {
  state: null,
  seenAt: 0,
  /** The business time of this moment. */
  now: () => new Date(Date.parse(page.state.clock.business) + performance.now() - page.seenAt),
  wall: () => new Date(Date.parse(page.state.clock.wall) + performance.now() - page.seenAt),
};
let bar = null;

const address = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const link = (place, as = page.state.me.id) => `#${new URLSearchParams({ as, in: place })}`;

/** Goes to another place, or becomes another person; the address tells where. */
function go({ as = page.state.me.id, place = page.state.in }) {
  const shared = place === "home" || page.state.channels.find(({ id }) => id === place)?.kind === "channel";
  location.hash = link(shared ? place : "", as);
}

let looking = null;
let lookAgain = false;

/** Looks at the workspace and paints; calls made meanwhile share one more look. */
async function refresh() {
  if (looking) {
    lookAgain = true;
    return looking;
  }
  looking = (async () => {
    do {
      lookAgain = false;
      await lookOnce();
    } while (lookAgain);
  })();
  try {
    return await looking;
  } finally {
    looking = null;
  }
}

async function lookOnce() {
  const { as, in: place } = address();
  try {
    const state = await server.look(as, place);
    if (address().as === as && address().in === place) show(state);
    else lookAgain = true;
  } catch (error) {
    if (page.state === null) document.body.dataset.trouble = "The workspace does not answer. Is it still running?";
    complain(`The page could not be brought up to date: ${error.message}`);
    if (page.state) paintNotices(notices, page.state.notices, act);
  }
}

const read = new Map();

/** What came while one was looking is no news; what was unread here when one came is `unread`. */
function forgetSeen(state) {
  for (const channel of state.channels) {
    const key = `${state.me.id} ${channel.id}`;
    const known = read.get(key) ?? 0;
    if (channel.id === state.in) state.unread = Math.max(0, channel.unread - known);
    if (channel.id === state.in && !document.hidden) read.set(key, channel.unread);
    channel.unread -= Math.min(channel.unread, read.get(key) ?? 0);
  }
}

function show(state) {
  forgetSeen(state);
  page.state = state;
  page.seenAt = performance.now();
  delete document.body.dataset.trouble;
  const canonical = link(state.in);
  if (location.hash !== canonical) history.replaceState(null, "", canonical);
  bar ??= clockBar(head, page, act);
  paint();
}

function paint() {
  const { state } = page;
  const base = stage(state, { act, now: page.now, link });
  const unread = state.channels.reduce((sum, channel) => sum + channel.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${state.bot.name} · ${state.team.name}`;
  paintSidebar(sidebar, state, base, go);
  paintPlace(main, page, base, act);
  paintModals(state.modals, base);
  paintNotices(notices, state.notices, act);
  bar.update();
}

/** Does something as the acting person, then looks. What fails without a notice gets one. */
async function act(deed) {
  const answer = await server.act(page.state.me.id, deed);
  const before = new Set(page.state.notices.map(({ id }) => id));
  await refresh();
  const told = page.state.notices.some(({ id }) => !before.has(id));
  if (!answer.ok && !told && deed.do !== "submit" && deed.do !== "suggest") {
    complain(answer.error ? `That did not work: ${answer.error}` : "That did not work.");
    paintNotices(notices, page.state.notices, act);
  }
  return answer;
}

async function arrive() {
  document.body.classList.remove("drawer-open");
  await refresh();
  if (page.state) await act({ do: "open", in: page.state.in });
}

addEventListener("hashchange", arrive);
document.addEventListener("click", ({ target }) => {
  if (!target.closest("#sidebar, .drawer")) document.body.classList.remove("drawer-open");
});
setInterval(() => page.state && bar.tick(), 1000);

await arrive();
const soon = settled(refresh, 40);
server.listen(() => { delete document.body.dataset.lost; soon(); }, () => { document.body.dataset.lost = "true"; });
