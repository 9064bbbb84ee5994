import { fromWire } from '../../contract/days-wire.ts';
import { routes, type RouteName } from '../../contract/routes.ts';
import { toProblem, unreachable, urlOf } from './api.ts';

export type UploadOptions = {
  readonly form: FormData;
  /** From 0 to 1, of the request's bytes; after 1 the server works on it. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
  readonly idempotencyKey?: string;
};

/** Sends a form with a file and tells how far it is, which `fetch` cannot. Throws a ProblemError as `request` does; a cancelled upload never settles. */
export function upload<Answer>(name: RouteName, { form, onProgress, signal, idempotencyKey }: UploadOptions): Promise<Answer> {
  const call = new XMLHttpRequest();
  signal.addEventListener('abort', () => call.abort(), { once: true });
  return new Promise<Answer>((resolve, reject) => {
    call.upload.addEventListener('progress', (event) => onProgress(event.total > 0 ? event.loaded / event.total : 1));
    call.addEventListener('error', () => reject(unreachable()));
    call.addEventListener('load', () => {
      const body = parse(call.responseText);
      // The server checks its answers against the contract in its own tests; here the type is taken on trust.
      if (call.status >= 200 && call.status < 300) resolve(fromWire(body) as Answer);
      else reject(toProblem(name, call.status, body, call.getResponseHeader('retry-after')));
    });
    call.open(routes[name].method, urlOf(name));
    call.setRequestHeader('accept', 'application/json');
    if (idempotencyKey !== undefined) call.setRequestHeader('idempotency-key', idempotencyKey);
    call.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
