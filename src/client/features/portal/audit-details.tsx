import styles from './portal.module.css';

/** What an entry says besides who, what and when: its values by name, as far as they say anything. */
export function AuditDetails({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const values = Object.entries(details).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  if (values.length === 0) return null;
  return (
    <dl className={styles.details}>
      {values.map(([name, value]) => (
        <div key={name}>
          <dt>{wordsOf(name)}</dt>
          <dd>{textOf(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `maxUsers` → `max users`. */
function wordsOf(name: string): string {
  return name.replace(/(?<=[a-z])([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return JSON.stringify(value);
}
