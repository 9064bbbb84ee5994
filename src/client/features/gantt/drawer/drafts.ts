import { createContext } from 'react';

/** Texts that are typed in fields of an item and not yet taken, by the fields' labels. */
export type Drafts = Map<string, string>;

/** Where fields keep what is typed, so that it outlives them; undefined: nowhere. */
export const DraftsContext = createContext<Drafts | undefined>(undefined);

/** What was being typed in a field that has vanished goes on in this one; a focus that is elsewhere stays there. */
export function goOnTyping(place: HTMLElement | null): void {
  const field = place?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  if (!field || document.activeElement !== document.body) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
