/** What waits while nobody is signed in on a page that somebody works on. */
let waiting: readonly (() => void)[] = [];
let isLeft = false;

/** Resolves when the same person is signed in again; never on a page that is left instead. */
export function waitForSession(): Promise<void> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
  });
}

export function resumeSession(): void {
  const resumed = waiting;
  waiting = [];
  for (const resume of resumed) resume();
}

/** Says that the session ends on purpose and the page with it: nothing is to be kept. */
export function leaveSession(isLeaving: boolean): void {
  isLeft = isLeaving;
}

export function isSessionLeft(): boolean {
  return isLeft;
}
