import { Button as AriaButton } from 'react-aria-components/Button';
import { useLocale } from 'react-aria-components/I18nProvider';
import { usePlanStore } from '../../data/plan-context.ts';
import type { BlockedStep } from '../../data/plan-store.ts';
import type { RevertChoice } from '../../data/plan-transport.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { withReadableDays } from '../../ui/format-day.ts';
import styles from './blocked-step-dialog.module.css';
import { conflictWords, type ConflictWords } from './conflict-words.ts';

const MAX_SHOWN = 50;

export type BlockedStepDialogProps = { readonly step: BlockedStep; readonly onClose: () => void };

/** Says field by field why a step was not taken back, and offers what can be done. */
export function BlockedStepDialog({ step, onClose }: BlockedStepDialogProps) {
  const store = usePlanStore();
  const { locale } = useLocale();
  const { problem, label, direction, isOwn, ways } = step;
  const all = problem.problem.conflicts ?? [];
  const items = Map.groupBy(
    all.slice(0, MAX_SHOWN).map((conflict) => conflictWords(store.plan, locale, conflict)),
    ({ item }) => item,
  );
  const seenRevision = Math.max(store.plan.revision, ...all.map(({ revision }) => revision));
  const choose = (onConflict: RevertChoice['onConflict']): void => {
    onClose();
    void store.revert(step, { onConflict, seenRevision });
  };
  const isConflict = problem.code === 'conflict';
  const verb = direction === 'undo' ? 'Undo' : 'Redo';
  return (
    <Dialog title={`${verb}: ${label}`} isOpen isAlert onClose={onClose} actions={<Button onPress={onClose}>Cancel</Button>}>
      <p className={styles.reason}>{withReadableDays(problem.message)}</p>
      <ul className={styles.items}>
        {[...items].map(([item, conflicts]) => (
          <li key={item} className={styles.item}>
            <strong className={styles.name}>{item}</strong>
            <ul className={styles.fields}>
              {conflicts.map((conflict) => (
                <ConflictLine key={`${conflict.field} ${conflict.who}`} conflict={conflict} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {all.length > MAX_SHOWN ? <p className={styles.more}>And {(all.length - MAX_SHOWN).toLocaleString(locale)} more.</p> : null}
      <div className={styles.choices}>
        {isConflict && ways.includes('keep') ? (
          <Choice
            title={`${verb} the rest`}
            detail="What the others set stays; everything else of the step goes back."
            onPress={() => choose('keep')}
          />
        ) : null}
        {isConflict && ways.includes('overwrite') ? (
          <Choice
            title={`${verb} all of it`}
            detail="What the others set is overwritten. They, and you, can undo that again."
            onPress={() => choose('overwrite')}
          />
        ) : null}
        {isOwn ? (
          <Choice
            title="Leave this step out"
            detail={`Nothing changes. The step leaves your list, and the one before it is the next to ${direction}.`}
            onPress={() => choose('drop')}
          />
        ) : null}
      </div>
    </Dialog>
  );
}

function ConflictLine({ conflict }: { readonly conflict: ConflictWords }) {
  const { field, mine, theirs, who } = conflict;
  return (
    <li className={styles.field}>
      <span className={styles.values}>
        {mine === undefined ? (
          theirs
        ) : (
          <>
            {field}: the step set <b>{mine}</b>, now it is <b>{theirs}</b>
          </>
        )}
      </span>
      <span className={styles.who}>{who}</span>
    </li>
  );
}

type ChoiceProps = { readonly title: string; readonly detail: string; readonly onPress: () => void };

function Choice({ title, detail, onPress }: ChoiceProps) {
  return (
    <AriaButton className={styles.choice ?? ''} onPress={onPress}>
      <span className={styles.choiceTitle}>{title}</span>
      <span className={styles.choiceDetail}>{detail}</span>
    </AriaButton>
  );
}
