/** The blocks of a view, kept as they are while they stay the same, so that typing is never lost. */
import { keep } from "./dom.js";
import { icon } from "./icons.js";
import { paintBlock } from "./blocks.js";
import { viewScene } from "./scenes.js";

/** Paints a view's blocks into `parent`. */
export function paintView(parent, view, base) {
  const scene = viewScene(base, view);
  keep(parent, view.blocks.map((block, at) => ({
    key: `${view.id}/${block.block_id ?? at}`,
    signature: JSON.stringify(block),
    paint: () => paintBlock(block, scene),
  })));
  for (const node of parent.querySelectorAll(".block-input")) objectTo(node, view.errors?.[node.dataset.blockId]);
}

/** Says at a field what was wrong with it, or no more; the field itself is left as it is. */
function objectTo(node, error) {
  node.querySelector(".field").classList.toggle("wrong", Boolean(error));
  node.querySelector(".error").replaceChildren(...(error ? [icon("alert"), error] : []));
  for (const control of node.querySelectorAll("input, textarea")) {
    if (error) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}
