import { useLayoutEffect, type RefObject } from 'react';

/** While a bar stands at the foot of the page, messages stand above it: by so many pixels. */
export function useToastLift(px: number): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--toast-lift', `${px}px`);
    return () => void style.removeProperty('--toast-lift');
  }, [px]);
}

/** While a line stands below everything else, messages and what lifts them stand above it. */
export function useToastFloor(ref: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--toast-floor', `${String(ref.current?.offsetHeight ?? 0)}px`));
    if (ref.current) observer.observe(ref.current);
    return () => {
      observer.disconnect();
      style.removeProperty('--toast-floor');
    };
  }, [ref]);
}

/** While a drawer is open, messages stand beside it; where it covers the view, above it. */
export function useToastAside(): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.drawer = 'open';
    return () => void delete dataset.drawer;
  }, []);
}
