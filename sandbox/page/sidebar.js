/** The workspace's name, whom one acts as, and the places one can be in. */
import { el, keep } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./images.js";
import { menuButton } from "./menu.js";
import { city, clockTime } from "./times.js";

/** Paints the sidebar. */
export function paintSidebar(nav, state, base, go) {
  const times = state.users.map((user) => clockTime(base.now(), user.tz)).join();
  const links = (kind) => state.channels.filter((channel) => channel.kind === kind);
  const homes = state.home_enabled ? [{ id: "home", name: "Home", kind: "home", unread: 0 }] : [];
  keep(nav, [
    { key: "team", signature: state.team.name, paint: () => team(state.team) },
    { key: "me", signature: JSON.stringify([state.users, state.me.id, times]), paint: () => me(state, base, go) },
    group("bot", state.bot.name, [...homes, ...links("dm").map((dm) => ({ ...dm, name: "Messages" }))], state, base),
    group("channels", "Channels", links("channel"), state, base),
    { key: "wire", signature: JSON.stringify(state.bot), paint: () => wire(state.bot) },
  ]);
}

const team = ({ name }) =>
  el("p", { class: "team" }, el("img", { src: "/page/mark.svg", alt: "" }), el("strong", {}, name));

/** Whom one acts as, and the menu to become somebody else. */
function me(state, base, go) {
  const now = base.now();
  const where = (user) => `${clockTime(now, user.tz)} in ${city(user.tz)}`;
  return menuButton({ class: "me", "aria-label": `Acting as ${state.me.real_name}`, "data-hold": "me" },
    [
      avatar(state.me),
      el("span", { class: "me-words" }, el("strong", {}, state.me.real_name), el("small", {}, where(state.me))),
      icon("chevron"),
    ],
    state.users.filter((user) => !user.deleted && !user.is_bot).map((user) => ({
      text: user.real_name,
      nodes: [
        avatar(user, "avatar small"), user.real_name,
        user.is_admin ? el("span", { class: "badge" }, "Admin") : "",
      ],
      hint: where(user),
      checked: user.id === state.me.id,
      pick: () => go({ as: user.id }),
    })),
    { label: "Act as" });
}

const SIGNS = { home: "home", dm: "message" };

const group = (key, title, places, state, base) => ({
  key,
  signature: JSON.stringify([title, places, state.in, state.me.id]),
  paint: () => el("section", { "aria-label": title },
    el("h2", {}, title),
    el("ul", {}, places.map((place) => el("li", {}, link(place, state, base))))),
});

const link = (place, state, base) => el("a", {
  href: base.linkTo(place.id), "data-hold": `place-${place.id}`,
  class: place.unread ? "unread" : null, "aria-current": place.id === state.in ? "page" : null,
},
icon(SIGNS[place.kind] ?? (place.private ? "lock" : "hash")),
el("span", {}, place.name),
place.unread ? el("span", { class: "count", "aria-label": `${place.unread} unread` }, String(place.unread)) : null);

const wire = (bot) => el("p", { class: bot.connected ? "wire on" : "wire", role: "status" },
  bot.connected ? `${bot.name} is connected` : `${bot.name} is not connected`);
