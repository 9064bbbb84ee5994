/** For the `inputRef` of a field that is typed in at once. The same function at each rendering, so that it runs but once. */
export function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}
