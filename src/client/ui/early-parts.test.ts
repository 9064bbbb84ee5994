import { expect, it } from 'vitest';
import { early, fetchEarlyParts } from './early-parts.ts';

it('parts are fetched once, in their order, and those that failed by the next call', async () => {
  const fetched: string[] = [];
  let isReachable = false;
  const part = (name: string, needsServer = false) =>
    early(() => {
      if (needsServer && !isReachable) return Promise.reject(new Error('no answer'));
      fetched.push(name);
      return Promise.resolve(name);
    });
  part('palette');
  part('columns', true);
  const review = part('review');
  await fetchEarlyParts();
  expect(fetched).toEqual(['palette']);

  isReachable = true;
  part('marked late');
  await fetchEarlyParts();
  await fetchEarlyParts();
  expect(fetched).toEqual(['palette', 'columns', 'review', 'marked late']);
  expect(await review()).toBe('review');
});
