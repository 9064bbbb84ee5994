import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseNameOf, namesOf, poolNameOf, rolesOf, slugFault, templateNameOf } from './slug.ts';

const letters = fc.constantFrom('a', 'b', 'c', 'z');
const parts = fc.array(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 1, maxLength: 5 });
const slugs = fc
  .tuple(letters, parts)
  .map(([letter, rest]) => letter + rest.join('-'))
  .filter((slug) => slugFault(slug) === undefined);

describe('slugs', () => {
  it.each(['acme', 'a1', 'acme-labs', 'x-1-y', 'a'.repeat(40)])('%s is one', (slug) => {
    expect(slugFault(slug)).toBeUndefined();
  });

  it.each(['', 'a', 'A1', '1a', '-a', 'a-', 'a--b', 'a_b', 'a b', 'ä1', 'a\0b', 'a'.repeat(41), 'acme-ddl\n'])('%j is none', (slug) => {
    expect(slugFault(slug)).toBeDefined();
  });

  it.each(['master', 'admin', 'template1', 'template-1', 'template0', 'postgres', 'pool', 'api', 't', 'login'])(
    '%s is reserved',
    (slug) => {
      expect(slugFault(slug)).toBeDefined();
    },
  );

  it('two slugs never share a name, and no slug leads to a name that the product derives', () => {
    fc.assert(
      fc.property(slugs, slugs, (one, two) => {
        const namesOfSlug = (slug: string) => [databaseNameOf(slug), ...rolesOf(namesOf(databaseNameOf(slug)))];
        const all = namesOfSlug(one);
        for (const name of all) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
        expect(all.filter((name) => one !== two && namesOfSlug(two).includes(name))).toEqual([]);
        expect(databaseNameOf(one)).not.toMatch(/__/);
        expect(['milestone', 'milestone_admin', poolNameOf(1), templateNameOf(1)]).not.toContain(databaseNameOf(one));
      }),
    );
  });
});
