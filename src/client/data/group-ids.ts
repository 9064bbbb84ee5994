const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** The groups that were typed: object ids however they are set apart, and names, which may hold spaces, one on each line. */
export function groupIdsIn(text: string): string[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const ids = words.every(isUuid) ? words.map((word) => word.toLowerCase()) : text.split('\n').map((line) => line.trim());
  return [...new Set(ids)].filter((id) => id !== '');
}
