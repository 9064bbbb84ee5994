import { describe, expect, it } from 'vitest';
import { createOneTimePassword } from './one-time-password.ts';
import { MAX_PASSWORD_LENGTH, passwordFault } from './password-policy.ts';

const owner = { name: 'Anja Brunner', email: 'anja.brunner@lab.example' };

describe('the password policy', () => {
  it.each([
    ['too short', 'short-one-11'.slice(0, 11)],
    ['short though its letters take many code units', '👩‍🔬👩‍🔬👩‍🔬'],
    ['too long', 'ab'.repeat(MAX_PASSWORD_LENGTH)],
    ['the name', 'Anja Brunner'],
    ['the name with digits', 'Anja.Brunner-1987'],
    ['the name turned round', 'BrunnerAnja2026'],
    ['the e-mail', 'anja.brunner@lab.example'],
    ['the local part repeated', 'anja.brunner.anja.brunner'],
    ['a common one made long by digits', 'password123456'],
    ['a common one with signs', '!!!Passw0rd!!!2026'],
    ['a common one twice', 'letmeinletmein'],
    ['one letter', 'aaaaaaaaaaaaaaaa'],
    ['two letters', 'abababababababab'],
    ['a run of digits', '123456789012'],
    ['a run on the keyboard', 'qwertyuiopasdf'],
    ['a run backwards', 'zyxwvutsrqponm'],
    ['the name of the product', 'Milestone2026!'],
  ])('refuses %s', (_why, password) => {
    expect(passwordFault(password, owner)).toMatch(/^(must|is one)/);
  });

  it.each(['kettle orbit mild 42', 'пароль-для-лаборатории', 'ok this is a sentence', 'R7#x!qL0pZ9w', 'anja likes brown tea'])(
    'accepts %s, whatever it is made of',
    (password) => {
      expect(passwordFault(password, owner)).toBeUndefined();
    },
  );

  it('one-time passwords are long, different and fulfil the policy', () => {
    const passwords = Array.from({ length: 500 }, createOneTimePassword);
    expect(new Set(passwords).size).toBe(500);
    expect(passwords.every((password) => /^([a-z2-9]{5}-){3}[a-z2-9]{5}$/.test(password))).toBe(true);
    expect(passwords.map((password) => passwordFault(password, owner)).filter((fault) => fault !== undefined)).toEqual([]);
  });
});
