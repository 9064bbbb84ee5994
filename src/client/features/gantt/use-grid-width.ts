import { useState } from 'react';
import { currentBasePath } from '../../data/base-path.ts';

const KEY = 'milestone.gantt.gridWidth';

/** The width that one gave to the table, kept by the browser for each workspace; undefined until one gave it any. */
export function useGridWidth(): readonly [width: number | undefined, set: (width: number) => void] {
  const [width, setWidth] = useState(readStored);
  const set = (next: number): void => {
    setWidth(next);
    try {
      localStorage.setItem(nameOfKey(), String(next));
    } catch {
      // Without storage the width holds until the page is left.
    }
  };
  return [width, set];
}

function nameOfKey(): string {
  return `${KEY}${currentBasePath()}`;
}

function readStored(): number | undefined {
  try {
    const stored = Number(localStorage.getItem(nameOfKey()));
    return stored > 0 ? stored : undefined;
  } catch {
    return undefined;
  }
}
