/** Takes the content itself and moves it, up and down too: with the middle button, or with Space held. */
import type { Hand, HandContext } from './hand.ts';
import type { PointerLike } from './pointer-place.ts';

/** `pointer` reads where the pointer is on the page: the content moves under it. */
export function takeContent({ timeline }: HandContext, pointer: () => PointerLike): Hand {
  let before = pointer();
  return {
    name: 'pan',
    scrolls: true,
    follow() {
      const { clientX, clientY } = pointer();
      const { scrollLeft, scrollTop } = timeline.viewport;
      timeline.viewport.scrollTo(scrollLeft - (clientX - before.clientX), scrollTop - (clientY - before.clientY));
      before = { clientX, clientY };
    },
    drop: () => undefined,
  };
}
