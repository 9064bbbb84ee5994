import { createUuid } from '../../lib/uuid.ts';
import type { Command, CommandOutcome, Move } from '../../planning/commands/command.ts';
import { runCommands } from '../../planning/commands/run-commands.ts';
import type { Patch } from '../../planning/model.ts';
import type { Plan } from '../../planning/plan.ts';
import type { RunResult } from './plan-outcomes.ts';
import type { TakeBackOptions } from './take-back.ts';

/**
 * Asked of each change that the plan accepts, before it is made: undefined lets it pass at once, else it waits for the answer and
 * is then read against the plan as that is by then.
 */
export type ReviewChange = (moves: readonly Move[]) => Promise<boolean> | undefined;

/** Making changes by commands. */
export type RunChange = {
  /** Shows the change at once, sends it, and corrects it by the server's answer. `label` names it for undo ("Move Synthesis"). */
  readonly run: (commands: readonly Command[], options: { readonly label: string; readonly review?: ReviewChange }) => Promise<RunResult>;
  /** The outcome of commands on the plan as the user sees it; nothing is kept. */
  readonly preview: (commands: readonly Command[]) => CommandOutcome;
};

export function createRunChange(options: Omit<TakeBackOptions, 'readSteps'>): RunChange {
  const { transport, sync, history, engineOptions, submit, publish, notify } = options;
  const preview = (commands: readonly Command[]): CommandOutcome => runCommands(sync.plan, commands, engineOptions());

  const run: RunChange['run'] = async (commands, { label, review }) => {
    const outcome = preview(commands);
    if (outcome.kind === 'refused') {
      notify({ kind: 'refused', label, message: outcome.refusal.message });
      return { kind: 'refused', code: outcome.refusal.code, message: outcome.refusal.message };
    }
    const asked = review?.(outcome.moves);
    if (asked) return (await asked) ? run(commands, { label }) : { kind: 'nothing' };
    const key = createUuid();
    const predict = (plan: Plan): readonly Patch[] => {
      const outcome = runCommands(plan, commands, engineOptions());
      return outcome.kind === 'accepted' ? outcome.patches : [];
    };
    sync.predict({ key, predict });
    history.expect({ key, kind: 'do', label });
    publish();
    const result = await submit(key, () => transport.runCommands(key, commands, label));
    if (result.kind === 'refused') notify({ kind: 'refused', label, message: result.message });
    return result;
  };
  return { run, preview };
}
