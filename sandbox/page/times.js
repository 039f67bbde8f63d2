/** Instants as a person in a zone reads them, and Slack's date tokens. */

const DAY = 86_400_000;

const format = (locale, options) => (at, zone) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);

export const clockTime = format("en-GB", { hour: "2-digit", minute: "2-digit" });
export const shortDay = format("en-GB", { weekday: "short", day: "numeric", month: "short" });
export const longDay = format("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const exact = format("en-GB", { dateStyle: "medium", timeStyle: "long" });
const isoDay = format("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export const dayOf = (at, zone) => isoDay(at, zone);

/** "Today", "Yesterday", "Tomorrow", or the long date. */
export const dayName = (at, zone, now) => relativeDay(at, zone, now) ?? longDay(at, zone);

function relativeDay(at, zone, now) {
  const day = dayOf(at, zone);
  const near = [["Today", 0], ["Yesterday", -DAY], ["Tomorrow", DAY]];
  return near.find(([, shift]) => dayOf(new Date(+now + shift), zone) === day)?.[0] ?? null;
}

/** The last part of a zone's name, as people say it: "Los Angeles". */
export const city = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

const american = (options) => format("en-US", options);
const endings = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinal = (n) => n + endings[new Intl.PluralRules("en", { type: "ordinal" }).select(n)];
const withOrdinal = (options) => (at, zone) =>
  american(options)(at, zone).replace(/\d+(?=,)/, (day) => ordinal(Number(day)));

const DATES = {
  date: withOrdinal({ month: "long", day: "numeric", year: "numeric" }),
  date_short: american({ month: "short", day: "numeric", year: "numeric" }),
  date_long: withOrdinal({ weekday: "long", month: "long", day: "numeric", year: "numeric" }),
};
const TOKENS = {
  ...DATES,
  date_num: dayOf,
  time: clockTime,
  time_secs: format("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
};

/** What Slack shows for a date token string such as `{date_short_pretty} at {time}`. */
export function dateTokens(seconds, pattern, { zone, now }) {
  const at = new Date(seconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (whole, token, index) => {
    if (token === "ago") return ago(at, now);
    if (!token.endsWith("_pretty")) return TOKENS[token]?.(at, zone) ?? whole;
    const near = relativeDay(at, zone, now);
    if (near) return index === 0 ? near : near.toLowerCase();
    return DATES[token.slice(0, -"_pretty".length)]?.(at, zone) ?? whole;
  });
}

function ago(at, now) {
  const seconds = Math.round((at - now) / 1000);
  const steps = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps.at(-1);
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** Unix seconds of a wall time "YYYY-MM-DDTHH:MM" in a zone. */
export function zonedSeconds(local, zone) {
  const guess = Date.parse(`${local}:00Z`);
  const shift = (at) => Date.parse(`${localMinutes(at, zone)}:00Z`) - at;
  const first = guess - shift(guess);
  return Math.round((guess - shift(first)) / 1000);
}

/** The wall time "YYYY-MM-DDTHH:MM" of an instant (milliseconds) in a zone. */
export const localMinutes = (at, zone) => `${dayOf(at, zone)}T${clockTime(at, zone)}`;
