import type { Command, CommandOutcome } from '../../../../planning/commands/command.ts';
import type { CheckId, Finding } from '../../../../planning/health/finding.ts';

/** Checks whose first fixes do not get in each other's way. */
const together: ReadonlySet<CheckId> = new Set<CheckId>([
  'violation',
  'openStart',
  'openEnd',
  'noLinks',
  'hardDate',
  'fixedDates',
  'manualSchedule',
  'dayOff',
  'statusMismatch',
]);

/** Whether all findings of a check can be settled at once. */
export function canFixAll(check: CheckId): boolean {
  return together.has(check);
}

export const MAX_SETTLED = 200;
const MAX_REFUSED = 20;

/** What settles all findings of a check in one batch, but for those that the plan's rules refuse; undefined where none can be. */
export function fixAll(
  check: CheckId,
  findings: readonly Finding[],
  preview: (commands: readonly Command[]) => CommandOutcome,
): { readonly commands: readonly Command[]; readonly count: number } | undefined {
  if (!together.has(check)) return undefined;
  let chosen = findings.slice(0, MAX_SETTLED).flatMap((finding) => {
    const [fix] = finding.fixes;
    return fix ? [check === 'violation' ? [{ kind: 'schedule.resolve' as const, id: finding.projectId }] : fix.commands] : [];
  });
  for (let refused = 0; refused <= MAX_REFUSED && chosen.length > 0; refused += 1) {
    const commands = chosen.flat();
    const outcome = preview(commands);
    if (outcome.kind === 'accepted') return { commands, count: chosen.length };
    const { commandIndex } = outcome.refusal;
    let index = -1;
    chosen = chosen.filter((batch) => {
      const first = index + 1;
      index += batch.length;
      return commandIndex < first || commandIndex > index;
    });
  }
  return undefined;
}
