import { expect, it } from 'vitest';
import { hostAccessLines } from './host-access.ts';

it('only the superuser and the product enter other databases than those of their own group', () => {
  const lines = hostAccessLines('milestone', ['milestone', 'milestone_admin']);
  for (const line of lines)
    expect(line).toMatch(/^host (all postgres|milestone,milestone_admin milestone|samerole all) \S+ scram-sha-256$/);
  expect(lines.filter((line) => line.startsWith('host all'))).toHaveLength(2);
});
