import { currentBasePath } from '../../data/base-path.ts';

const MAX_KEPT = 20;

/** What this person chose in the palette in this browser, the latest first. */
export function readRecent(userId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(userId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string').slice(0, MAX_KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberChoice(userId: string, id: string): void {
  const kept = [id, ...readRecent(userId).filter((other) => other !== id)].slice(0, MAX_KEPT);
  try {
    localStorage.setItem(nameOf(userId), JSON.stringify(kept));
  } catch {
    // Without storage there is nothing recent.
  }
}

function nameOf(userId: string): string {
  return `milestone.recent.${currentBasePath()}.${userId}`;
}
