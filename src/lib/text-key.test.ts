import { describe, expect, it } from 'vitest';
import { emailKeyOf, nameKeyOf } from './text-key.ts';

describe('text keys', () => {
  it('spellings of one e-mail share a key', () => {
    expect(emailKeyOf(' ÄNNE.Groß@Lab.Example ')).toBe(emailKeyOf('änne.gross@lab.example'));
    expect(emailKeyOf('A\u0308@x.org')).toBe(emailKeyOf('ä@x.org'));
    expect(emailKeyOf('ｊo@x.org')).toBe(emailKeyOf('jo@x.org'));
    expect(emailKeyOf('ΟΔΟΣ@x.org')).toBe(emailKeyOf('οδος@x.org'));
  });

  it('an accent makes another e-mail, but not another place in a list', () => {
    expect(emailKeyOf('rené@x.org')).not.toBe(emailKeyOf('rene@x.org'));
    expect(nameKeyOf('René  Ünal')).toBe('rene unal');
  });
});
