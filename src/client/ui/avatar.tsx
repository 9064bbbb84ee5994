import styles from './avatar.module.css';

const TONES = 8;

/** The initials of a person on a colour of their own. Decoration: the name stands beside it or is the label of what holds it. */
export function Avatar({ name, size = 28 }: { readonly name: string; readonly size?: number }) {
  const words = name.trim().split(/\s+/);
  const initials = `${words[0]?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`.toUpperCase();
  return (
    <span
      className={styles.avatar}
      style={{ inlineSize: size, blockSize: size, fontSize: size * 0.39, backgroundColor: `var(--chart-series-${String(toneOf(name))})` }}
      aria-hidden
    >
      {initials}
    </span>
  );
}

function toneOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return (sum % TONES) + 1;
}
