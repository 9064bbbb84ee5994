/** One committed revision as the change log keeps it, and what a reader is told of it. Days are text, as on the wire. */
import type { z } from 'zod';
import type { changeSchema, moveSchema, stepSchema } from '../../../contract/changes.ts';
import type { Patch } from '../../../planning/model.ts';
import { maskPatches, type SightChange } from './mask.ts';
import { levelOf, type Reader } from './sight.ts';

export type WireChange = z.input<typeof changeSchema>;
export type Step = z.infer<typeof stepSchema>;
export type WireMove = z.input<typeof moveSchema>;

export type ChangeRecord = {
  readonly revision: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly kinds: readonly string[];
  readonly patches: readonly Patch[];
  readonly sights: readonly SightChange[];
  readonly revertsRevision: number | null;
  readonly idempotencyKey: string | null;
  /** What it is in its author's list of steps; null: not one that can be undone. */
  readonly step: Step | null;
};

/**
 * A change for one reader. Who did what is told only where the reader sees something of it in full; the key of the request
 * and the step belong to its author.
 */
export function maskChange(reader: Reader, record: ChangeRecord): WireChange {
  const { revision, at, revertsRevision } = record;
  const isAuthor = record.actorId === reader.userId;
  const isTold = isAuthor || record.sights.some((change) => isFull(reader, change));
  return {
    revision,
    at,
    actorId: isTold ? record.actorId : null,
    actorName: isTold ? record.actorName : null,
    kinds: isTold ? [...record.kinds] : [],
    revertsRevision,
    idempotencyKey: isAuthor ? record.idempotencyKey : null,
    step: isAuthor ? record.step : null,
    patches: [...maskPatches(reader, record.patches, record.sights)],
  };
}

function isFull(reader: Reader, { entity, before, after }: SightChange): boolean {
  return levelOf(reader, entity, before) === 'full' || levelOf(reader, entity, after) === 'full';
}
