/** Building nodes. Text always becomes a text node: nothing that was sent is read as markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element; attributes that are functions listen, null and false are left out. */
export const el = (tag, attributes = {}, ...children) =>
  dress(document.createElement(tag), attributes, children);

/** The same in an SVG. */
export const svg = (tag, attributes = {}, ...children) =>
  dress(document.createElementNS(SVG, tag), attributes, children);

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.replace(/^on/, ""), value);
    else if (name === "value") node.value = value;
    else if (name === "colour") node.style.setProperty("--colour", value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * Makes `parent` hold exactly `items` ({key, signature, paint}), in order. What has the same key
 * and signature as before keeps its nodes, and so its focus, scroll, and half-typed text.
 */
export function keep(parent, items) {
  const before = new Map([...parent.children].map((node) => [node.keptAs?.key, node]));
  const focus = focusWithin(parent);
  const nodes = items.map(({ key, signature, paint }) => {
    const old = before.get(key);
    if (old && old.keptAs.signature === signature) return old;
    const node = paint();
    node.keptAs = { key, signature };
    return node;
  });
  const staying = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!staying.has(node)) node.remove();
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
  focus(parent);
}

/** Remembers which control inside had the focus, and gives it back to its successor. */
function focusWithin(parent) {
  const held = document.activeElement;
  const name = parent.contains(held) && held.dataset.hold;
  return (now) => {
    if (!name || document.activeElement === held) return;
    now.querySelector(`[data-hold="${CSS.escape(name)}"]`)?.focus();
  };
}

let last = 0;
/** A new id for tying labels to fields. */
export const freshId = (prefix) => `${prefix}-${++last}`;

/** Calls `act` once, `ms` after the last call; `.now()` does at once what is still owed. */
export function settled(act, ms) {
  let timer = null;
  let owed = null;
  const now = () => {
    clearTimeout(timer);
    const due = owed;
    owed = null;
    return due?.();
  };
  const later = (...values) => {
    owed = () => act(...values);
    clearTimeout(timer);
    timer = setTimeout(now, ms);
  };
  return Object.assign(later, { now });
}

/** The innermost place where menus may float: an open modal makes all else inert. */
export const floor = (node) => node.closest("dialog") ?? document.body;

/** Puts a floating `box` under `anchor`, or above it where there is more room. */
export function float(box, anchor, { wide = false, end = false } = {}) {
  const at = anchor.getBoundingClientRect();
  if (wide) box.style.minWidth = `${at.width}px`;
  const under = innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = under < Math.min(box.scrollHeight, 280) && above > under;
  box.style.maxHeight = `${Math.max(96, Math.min(360, up ? above : under))}px`;
  const left = end ? at.right - box.offsetWidth : at.left;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = up ? `${at.top - box.offsetHeight - 4}px` : `${at.bottom + 4}px`;
}
