import type { Remark } from './foreign-project.ts';

const MAX_EXAMPLES = 5;
const MAX_EXAMPLE_LENGTH = 120;

export type RemarkText = Pick<Remark, 'code' | 'kind'> & {
  /** The sentence for a number of occurrences. */
  readonly say: (count: number) => string;
};

/** Counts occurrences by code and keeps the first few as examples. */
export type RemarkLog = {
  add(text: RemarkText, example?: string, count?: number): void;
  list(): Remark[];
};

export function createRemarkLog(): RemarkLog {
  const entries = new Map<string, { text: RemarkText; count: number; examples: string[] }>();
  return {
    add(text, example, count = 1) {
      if (count <= 0) return;
      const entry = entries.get(text.code) ?? { text, count: 0, examples: [] };
      entry.count += count;
      if (example !== undefined && entry.examples.length < MAX_EXAMPLES) entry.examples.push(shorten(example));
      entries.set(text.code, entry);
    },
    list() {
      return Array.from(entries.values(), ({ text, count, examples }) => ({
        code: text.code,
        kind: text.kind,
        message: text.say(count),
        count,
        examples,
      }));
    },
  };
}

function shorten(text: string): string {
  return text.length > MAX_EXAMPLE_LENGTH ? `${text.slice(0, MAX_EXAMPLE_LENGTH - 1)}…` : text;
}

/** "1 task", "3 tasks"; `many` where an s is not enough. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
