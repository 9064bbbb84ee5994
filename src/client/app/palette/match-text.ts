import { nameKeyOf } from '../../../lib/text-key.ts';

/** What somebody typed, ready to be looked for: words without case and accents. */
export type Query = { readonly words: readonly string[]; readonly isEmpty: boolean };

const MAX_WORDS = 8;

export function queryOf(text: string): Query {
  const words = nameKeyOf(text).split(' ').filter(Boolean).slice(0, MAX_WORDS);
  return { words, isEmpty: words.length === 0 };
}

/** Points for the ways in which a word is found, the best one first. A word that is not found at all has none. */
const WHOLE = 100;
const START = 90;
const WORD_START = 75;
const WITHIN = 50;
const SCATTERED = 40;
const MISTYPED = 15;

/**
 * How well a name (folded by `nameKeyOf`) answers the words of a query, from 0, not at all, to 100. Every word must be found, in
 * any order. Letters may be left out ("snth" finds Synthesis) or be those at which words begin ("np" finds New project).
 */
export function scoreOf(name: string, { words }: Query): number {
  let sum = 0;
  for (const word of words) {
    const points = pointsOf(name, word);
    if (points === 0) return 0;
    sum += points;
  }
  // Among equals the shorter name, of which more was typed.
  return words.length === 0 ? 1 : sum / words.length - Math.min(4, name.length / 50);
}

/** The sum of points of those words that are found, and how many are not. */
export function partialScoreOf(name: string, { words }: Query): { readonly score: number; readonly missing: readonly string[] } {
  const points = words.map((word) => pointsOf(name, word));
  const score = points.reduce((sum, point) => sum + point, 0) / Math.max(1, words.length);
  return { score, missing: words.filter((_, index) => points[index] === 0) };
}

function pointsOf(name: string, word: string): number {
  const at = name.indexOf(word);
  if (at === 0) return name.length === word.length ? WHOLE : START;
  if (at > 0 && isWordStart(name, at)) return WORD_START;
  // A later occurrence may begin a word.
  if (at > 0) return hasAtWordStart(name, word, at) ? WORD_START : WITHIN;
  return word.length < 2 ? 0 : scatteredPointsOf(name, word);
}

function hasAtWordStart(name: string, word: string, from: number): boolean {
  for (let at = name.indexOf(word, from + 1); at > 0; at = name.indexOf(word, at + 1)) if (isWordStart(name, at)) return true;
  return false;
}

const LETTER = /[\p{L}\p{N}]/u;

function isWordStart(name: string, at: number): boolean {
  return at === 0 || !LETTER.test(name.charAt(at - 1));
}

/** The letters in their order with gaps, beginning at a word; the closer together, the better. */
function scatteredPointsOf(name: string, word: string): number {
  let best = 0;
  const first = word.charAt(0);
  for (let start = name.indexOf(first); start >= 0; start = name.indexOf(first, start + 1)) {
    if (!isWordStart(name, start)) continue;
    const end = endOfScattered(name, word, start);
    if (end === undefined) continue;
    best = Math.max(best, (SCATTERED * word.length) / (end - start + 1));
  }
  const isInitials = best === 0 && initialsOf(name).includes(word);
  return isInitials ? SCATTERED : best;
}

/** Undefined where letters are missing, or so far apart that nobody meant this. */
function endOfScattered(name: string, word: string, start: number): number | undefined {
  const limit = start + 2 * word.length + 1;
  let at = start;
  for (let index = 1; index < word.length; index += 1) {
    at = name.indexOf(word.charAt(index), at + 1);
    if (at < 0 || at > limit) return undefined;
  }
  return at;
}

function initialsOf(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .map((part) => part.charAt(0))
    .join('');
}

/** As `scoreOf`, for words in which a letter is wrong, missing, too many or changed with its neighbour. Costs more. */
export function mistypedScoreOf(name: string, query: Query): number {
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  const isAlike = (word: string): boolean =>
    pointsOf(name, word) > 0 || (word.length >= 4 && parts.some((part) => isOneOff(word, part.slice(0, word.length + 1))));
  return query.words.length > 0 && query.words.every(isAlike) ? MISTYPED : 0;
}

/** Whether one slip of the finger leads from one to the beginning of the other. */
function isOneOff(word: string, part: string): boolean {
  if (part.length < word.length - 1) return false;
  let at = 0;
  while (at < word.length && word.charAt(at) === part.charAt(at)) at += 1;
  const [rest, other] = [word.slice(at), part.slice(at)];
  const isBeginning = (a: string, b: string): boolean => b.startsWith(a) || (a.length > 0 && a === b);
  return (
    isBeginning(rest.slice(1), other.slice(1)) ||
    isBeginning(rest.slice(1), other) ||
    isBeginning(rest, other.slice(1)) ||
    (rest.charAt(0) === other.charAt(1) && rest.charAt(1) === other.charAt(0) && isBeginning(rest.slice(2), other.slice(2)))
  );
}

export type Piece = { readonly text: string; readonly isFound: boolean };

/** A name in pieces, with those that answer the query marked: whole words of the query where they stand. */
export function piecesOf(label: string, { words }: Query): readonly Piece[] {
  // Letter by letter, for folding may change how many there are.
  const letters = Array.from(label);
  const folded = letters.map((letter) => nameKeyOf(letter) || ' ');
  const starts: number[] = [];
  let length = 0;
  for (const letter of folded) {
    starts.push(length);
    length += letter.length;
  }
  const text = folded.join('');
  const isFound = letters.map(() => false);
  for (const word of words) {
    const at = bestPlaceOf(text, word);
    if (at < 0) continue;
    for (let index = 0; index < letters.length; index += 1) {
      const start = starts[index] ?? 0;
      if (start >= at && start < at + word.length) isFound[index] = true;
    }
  }
  const pieces: { text: string; isFound: boolean }[] = [];
  letters.forEach((letter, index) => {
    const last = pieces.at(-1);
    const marked = isFound[index] ?? false;
    if (last && last.isFound === marked) last.text += letter;
    else pieces.push({ text: letter, isFound: marked });
  });
  return pieces;
}

function bestPlaceOf(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (isWordStart(text, at)) return at;
  return text.indexOf(word);
}
