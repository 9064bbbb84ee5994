import { describe, expect, it } from 'vitest';
import { groupIdsIn } from './group-ids.ts';

const one = '11111111-2222-4333-8444-55555555555a';
const two = '11111111-2222-4333-8444-55555555555b';

describe('typed groups', () => {
  it('are object ids, set apart in any way, each once', () => {
    expect(groupIdsIn(` ${one}, ${two.toUpperCase()};\n${one}\n`)).toEqual([one, two]);
    expect(groupIdsIn(' \n')).toEqual([]);
  });
  it('may be names with spaces and commas in them, one on each line', () => {
    expect(groupIdsIn('Lab staff\n\n CN=Chemists,OU=Lab \nLab staff')).toEqual(['Lab staff', 'CN=Chemists,OU=Lab']);
  });
});
