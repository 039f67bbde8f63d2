/** The wire to the sandbox: read what a person sees, do what a person does, hear of changes. */

/** Everything this person sees there. */
export async function look(as, place) {
  const query = new URLSearchParams({ ...(as && { as }), ...(place && { in: place }) });
  const answer = await fetch(`/live/state?${query}`);
  if (!answer.ok) throw new Error(`the workspace answered ${answer.status}`);
  return answer.json();
}

/** Does something as this person; resolves to the workspace's answer, and never throws. */
export async function act(as, deed) {
  try {
    const answer = await fetch("/live/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as, ...deed }),
    });
    return await answer.json();
  } catch {
    return { ok: false, error: "the workspace does not answer" };
  }
}

/** Calls `changed` at each change, and again after a lost connection came back. */
export function listen(changed, lost) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/live/changes`);
  socket.addEventListener("open", changed);
  socket.addEventListener("message", changed);
  socket.addEventListener("close", () => {
    lost();
    setTimeout(() => listen(changed, lost), 1000);
  });
}
