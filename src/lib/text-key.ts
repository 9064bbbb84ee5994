/**
 * Keys that make names and e-mails compare alike on every database server, whatever its collation: computed here, stored
 * beside the text, compared byte by byte.
 */

/** One key for all spellings of an e-mail that people take for the same: case and compatibility forms folded, accents kept. */
export function emailKeyOf(email: string): string {
  return fold(email.trim());
}

/** Order and search key of a name: case folded, accents removed, runs of white space single. */
export function nameKeyOf(name: string): string {
  const plain = fold(name)
    .normalize('NFD')
    .replace(/\p{Mark}+/gu, '');
  return plain.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

// Unicode case folding: lower case, with the two common letters whose folding is not their lower case.
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ').normalize('NFKC');
}
