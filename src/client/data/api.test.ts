import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError, request, setSignedOutListener, urlOf } from './api.ts';
import { basePathOf } from './base-path.ts';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status, headers })));
}

async function refusalOf(promise: Promise<unknown>): Promise<ProblemError> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof ProblemError)) throw new Error('it was not refused');
  return error;
}

afterEach(() => {
  vi.unstubAllGlobals();
  setSignedOutListener(() => undefined);
});

describe('addresses', () => {
  it('of a workspace among many start with its path, of the only one with nothing', () => {
    expect(basePathOf('/t/acme/gantt')).toBe('/t/acme');
    expect(basePathOf('/t/acme')).toBe('/t/acme');
    expect(basePathOf('/gantt')).toBe('');
    expect(basePathOf('/t/../gantt')).toBe('');
  });

  it('carry parameters safely and leave absent query values out', () => {
    expect(urlOf('getUser', { params: { id: 'a/b' } }, '/t/acme')).toBe('/t/acme/api/users/a%2Fb');
    expect(urlOf('listUsers', { query: { limit: 5, cursor: undefined, search: 'ä&b' } }, '')).toBe('/api/users?limit=5&search=%C3%A4%26b');
    expect(() => urlOf('getUser', {}, '')).toThrow('id');
  });
});

describe('a call', () => {
  it('sends days as text and gives them back as numbers', async () => {
    let sent = '';
    vi.stubGlobal('fetch', (_: string, init: { body: string }) => {
      sent = init.body;
      return Promise.resolve(new Response('{"startOn":"2026-01-05","patches":[{"field":"endOn","from":null,"to":"2026-01-06"}]}'));
    });
    const got = await request('createHoliday', { params: { id: 'x' }, body: { startOn: 20_458 } });
    expect(JSON.parse(sent)).toEqual({ startOn: '2026-01-05' });
    expect(got).toEqual({ startOn: 20_458, patches: [{ field: 'endOn', from: null, to: 20_459 }] });
  });

  it('that is refused tells the sentence, the code and the fields of the problem document', async () => {
    answer(422, {
      code: 'invalid_input',
      title: 'General',
      detail: 'Exactly this',
      errors: [{ field: 'name', message: 'must not be empty' }],
    });
    const error = await refusalOf(request('createSite', { body: {} }));
    expect(error).toMatchObject({ message: 'Exactly this', code: 'invalid_input', isTemporary: false });
    expect(error.faults).toEqual([{ field: 'name', message: 'must not be empty' }]);
  });

  it('that nobody answered, or that came at a bad time, may be tried again after the time the server names', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
    expect(await refusalOf(request('getPlan'))).toMatchObject({ code: 'unreachable', isTemporary: true });
    answer(503, { code: 'overloaded', title: 'Busy' }, { 'retry-after': '7' });
    expect(await refusalOf(request('getPlan'))).toMatchObject({ isTemporary: true, retryAfterMs: 7000 });
  });

  it('without a session leads to the sign-in, but a wrong password does not', async () => {
    const listener = vi.fn<() => void>();
    setSignedOutListener(listener);
    answer(401, { code: 'wrong_credentials', title: 'Wrong' });
    await refusalOf(request('signIn', { body: {} }));
    expect(listener).not.toHaveBeenCalled();
    answer(401, { code: 'not_signed_in', title: 'No session' });
    await refusalOf(request('getPlan'));
    expect(listener).toHaveBeenCalledOnce();
  });

  it('answered by something that is no problem document still fails with a sentence', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 })));
    const error = await refusalOf(request('getPlan'));
    expect(error.isTemporary).toBe(true);
    expect(error.message).toMatch(/\w+ .*\.$/);
  });
});
