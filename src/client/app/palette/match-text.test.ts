import { describe, expect, it } from 'vitest';
import { nameKeyOf } from '../../../lib/text-key.ts';
import { mistypedScoreOf, piecesOf, queryOf, scoreOf } from './match-text.ts';

const score = (name: string, query: string): number => scoreOf(nameKeyOf(name), queryOf(query));

describe('a name answers a query', () => {
  it('without case and accents, better the nearer the beginning', () => {
    expect(score('Synthèse de l’amide', 'SYNTHESE')).toBeGreaterThan(0);
    const ranked = ['Syn', 'Synthesis', 'Amide synthesis', 'Photosynthesis'].map((name) => score(name, 'syn'));
    expect(ranked).toEqual(ranked.toSorted((a, b) => b - a));
    expect(new Set(ranked).size).toBe(4);
  });

  it('by all its words in any order, and not by some of them', () => {
    expect(score('Depot shipment, lot 4', 'lot depot')).toBeGreaterThan(0);
    expect(score('Synthesis', 'syn xray')).toBe(0);
  });

  it('with letters left out, or by the letters at which words begin', () => {
    expect(score('Synthesis', 'snth')).toBeGreaterThan(0);
    expect(score('New project', 'np')).toBeGreaterThan(0);
    expect(score('Analytical method validation', 'amv')).toBeGreaterThan(0);
    expect(score('Synthesis', 'synth')).toBeGreaterThan(score('Synthesis', 'snth'));
    expect(score('A very long name of a thing with all letters', 'avlg'), 'too far apart').toBe(0);
  });

  it('with one slip of the finger, where nothing else is found', () => {
    const slips = ['snythesis', 'synthasis', 'syntthesis', 'sinthes', 'yynth'];
    expect(slips.map((slip) => mistypedScoreOf('amide synthesis', queryOf(slip)) > 0)).toEqual(slips.map(() => true));
    expect(mistypedScoreOf('amide synthesis', queryOf('report'))).toBe(0);
    expect(mistypedScoreOf('amide synthesis', queryOf('snyhtesis')), 'two slips').toBe(0);
  });
});

it('what was found is marked in the name as it is written', () => {
  expect(piecesOf('Étude de SYNTHÈSE', queryOf('synthese etu')).filter(({ isFound }) => isFound)).toEqual([
    { text: 'Étu', isFound: true },
    { text: 'SYNTHÈSE', isFound: true },
  ]);
  expect(piecesOf('Straße', queryOf('strasse'))).toEqual([{ text: 'Straße', isFound: true }]);
});
