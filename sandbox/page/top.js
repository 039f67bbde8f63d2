/** The clock bar: what time it is for the business, and the ways to let time pass. */
import { el } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { city, clockTime, exact, shortDay } from "./times.js";

const SKIPS = [
  { wide: "Skip a day", narrow: "+1 day", skip: { days: 1 } },
  { wide: "Skip to Monday 10:00", narrow: "Mon 10:00", skip: { weekday: "monday", time: "10:00" } },
  { wide: "Skip a week", narrow: "+1 week", skip: { days: 7 } },
];

/** Builds the bar into `top`; the result's `update(state)` and `tick()` keep it true. */
export function clockBar(top, page, act) {
  const day = el("span", { class: "clock-day" });
  const time = el("strong", { class: "clock-time" });
  const where = el("span", { class: "clock-zone" });
  const says = el("span", { class: "passing", role: "status" });
  const clock = el("time", { class: "clock", role: "timer", "aria-label": "Business time" },
    icon("clock"), time, day, where);
  const buttons = SKIPS.map(({ wide, narrow, skip }) =>
    el("button", { type: "button", "aria-label": wide, click: () => pass(skip) },
      el("span", { class: "wide" }, wide), el("span", { class: "narrow" }, narrow)));
  const drawer = iconButton("menu", "Places", toggle, {
    class: "icon-button drawer", "aria-expanded": "false", "aria-controls": "sidebar",
  });
  const skips = el("div", { class: "skips", role: "group", "aria-label": "Let time pass" }, buttons);
  top.append(drawer, clock, says, skips);

  async function pass(skip) {
    top.setAttribute("aria-busy", "true");
    says.textContent = "Time is passing…";
    for (const button of buttons) button.disabled = true;
    await act({ do: "skip", ...skip, ...(skip.weekday && { zone: page.state.me.tz }) });
    for (const button of buttons) button.disabled = false;
    top.removeAttribute("aria-busy");
    update();
  }

  function toggle() {
    const open = document.body.classList.toggle("drawer-open");
    drawer.setAttribute("aria-expanded", String(open));
  }

  function tick() {
    const now = page.now();
    const zone = page.state.me.tz;
    time.textContent = clockTime(now, zone);
    day.textContent = shortDay(now, zone);
    where.textContent = city(zone);
    clock.dateTime = now.toISOString();
    clock.title = `${exact(now, zone)} for the business; the wall clock says ${exact(page.wall(), zone)}`;
  }

  function update() {
    tick();
    if (top.getAttribute("aria-busy") === "true") return;
    says.textContent = page.state.clock.follows ? "" : "The bot does not follow this clock";
  }

  return { update, tick };
}
