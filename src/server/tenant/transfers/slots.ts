/** A fixed number of places; `take` answers with how to give the place back, or undefined when all are taken. */
export function createSlots(count: number): { take(): (() => void) | undefined } {
  let taken = 0;
  return {
    take() {
      if (taken >= count) return undefined;
      taken += 1;
      let isHeld = true;
      return () => {
        if (isHeld) taken -= 1;
        isHeld = false;
      };
    },
  };
}
