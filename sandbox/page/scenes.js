/** A scene: all that painting needs to know of where it happens, and whom it tells. */

/** What every place shares: who looks, who is who, what time it is. */
export function stage(state, { act, now, link }) {
  const people = new Map([...state.users, state.bot].map((user) => [user.id, user]));
  const channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  return {
    me: state.me,
    zone: state.me.tz,
    here: state.in,
    users: state.users,
    channels: state.channels,
    person: (id) => people.get(id),
    userName: (id) => people.get(id)?.real_name || people.get(id)?.name || id,
    channelName: (id) => channels.get(id)?.name ?? null,
    fileAddress: (id) => (id ? `/files/${encodeURIComponent(id)}` : ""),
    linkTo: (place) => link(place),
    now,
    act,
  };
}

/** The scene of one message. */
export const messageScene = (base, message) =>
  ({ ...base, source: () => ({ message: message.ts, channel: base.here }) });

/** The scene of a modal or of the Home tab. */
export const viewScene = (base, view) => ({
  ...base,
  values: view.state?.values,
  source: () => ({ view: view.id }),
});
