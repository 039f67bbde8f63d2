/** The blocks of a view, kept as they are while they stay the same, so that typing is never lost. */
import { keep } from "./dom.js";
import { paintBlock } from "./blocks.js";
import { viewScene } from "./scenes.js";

/** Paints a view's blocks into `parent`. */
export function paintView(parent, view, base) {
  const scene = viewScene(base, view);
  keep(parent, view.blocks.map((block, at) => ({
    key: `${view.id}/${block.block_id ?? at}`,
    signature: JSON.stringify([block, view.errors?.[block.block_id]]),
    paint: () => paintBlock(block, scene),
  })));
}
