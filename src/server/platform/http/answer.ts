import type { Readable } from 'node:stream';

const answerMark: unique symbol = Symbol('answer');

/** An answer that is not the endpoint's JSON: text that PostgreSQL built, a file, a 304. */
export type Answer = {
  readonly [answerMark]: true;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable | null;
};

export function answer(options: {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
}): Answer {
  return { [answerMark]: true, status: options.status ?? 200, headers: options.headers ?? {}, body: options.body ?? null };
}

/** JSON that is text already; `etag` is sent quoted, as given. */
export function jsonAnswer(text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return answer({ headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: text });
}

export function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && answerMark in value;
}
