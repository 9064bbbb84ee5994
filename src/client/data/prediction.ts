import type { Command, CommandOutcome } from '../../planning/commands/command.ts';
import type { Patch } from '../../planning/model.ts';
import type { Plan } from '../../planning/plan.ts';

export type RunOptions = { readonly doubleBooking: 'refuse' | 'allow' };

/** What commands would change; without a prediction the server's answer alone brings the change. */
export function runCommands(_plan: Plan, _commands: readonly Command[], _options: RunOptions): CommandOutcome {
  return { kind: 'accepted', patches: [], moves: [] };
}

/** What taking patches back would change. */
export function revertPatches(_plan: Plan, _patches: readonly Patch[], _options: RunOptions): CommandOutcome {
  return { kind: 'accepted', patches: [], moves: [] };
}
