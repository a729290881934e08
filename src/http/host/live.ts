/**
 * Pages that change while one looks: ready HTML for named elements, by server-sent events. Nothing depends on them.
 * A stream ends with the session it was opened in (threat 24), with the service, or when there is nothing to follow.
 */
import { type Context, type Html, streamSSE } from '../hono.ts';
import type { Scene } from '../scene.ts';
import { type Desk, findDesk } from './desk.ts';

/** The element's id, and the element as it now is. */
export type LivePiece = readonly [id: string, html: Html];

export interface Look {
  readonly pieces: readonly LivePiece[];
  /** Nothing will change any more. */
  readonly isOver: boolean;
}

const lookEveryMs = 1_000;

/** `look` is asked every second what is new; null ends the stream. */
export function follow(
  scene: Scene,
  context: Context,
  look: (desk: Desk, count: number) => Promise<Look | null>,
) {
  return streamSSE(context, async (stream) => {
    for (let count = 0; !stream.aborted && !scene.closing.aborted; count += 1) {
      const desk = await findDesk(scene, context);
      const seen = desk === null ? null : await look(desk, count);
      if (seen === null) break;
      const shown = await Promise.all(
        seen.pieces.map(async ([id, piece]) => ({ id, html: String(await piece) })),
      );
      if (shown.length > 0) await stream.writeSSE({ data: JSON.stringify(shown) });
      if (seen.isOver) break;
      await stream.sleep(lookEveryMs);
    }
    await stream.writeSSE({ event: 'end', data: 'done' });
  });
}

/** Those of `pieces` that are other ones than `known` has; `known` then has them. */
export async function changedOf(
  known: Map<string, string>,
  pieces: readonly LivePiece[],
): Promise<LivePiece[]> {
  const changed: LivePiece[] = [];
  for (const piece of pieces) {
    const text = String(await piece[1]);
    if (known.get(piece[0]) !== text) changed.push(piece);
    known.set(piece[0], text);
  }
  return changed;
}

/**
 * A look that is cheap while nothing happens: `stampOf` is asked every other second, the page made again only when that
 * has changed, or after half a minute, because “25 minutes ago” grows old by itself.
 */
export function pageLook(
  stampOf: (desk: Desk) => Promise<string>,
  piecesOf: (desk: Desk) => Promise<readonly LivePiece[]>,
): (desk: Desk, count: number) => Promise<Look> {
  const known = new Map<string, string>();
  let last = '';
  return async (desk, count) => {
    if (count % 2 !== 0) return { pieces: [], isOver: false };
    const stamp = await stampOf(desk);
    if (stamp === last && count % 30 !== 0) return { pieces: [], isOver: false };
    last = stamp;
    return { pieces: await changedOf(known, await piecesOf(desk)), isOver: false };
  };
}
