/** The four types of links: in words, and which ends of two bars they join. */
import type { DependencyType } from '../../../planning/model.ts';
import type { BarSide } from '../../timeline/timeline-model.ts';

const sides: Readonly<Record<DependencyType, readonly [from: BarSide, to: BarSide]>> = {
  FS: ['end', 'start'],
  SS: ['start', 'start'],
  FF: ['end', 'end'],
  SF: ['start', 'end'],
};

/** The types in words. */
export const linkTypeNames: Readonly<Record<DependencyType, string>> = {
  FS: 'Finish to start',
  SS: 'Start to start',
  FF: 'Finish to finish',
  SF: 'Start to finish',
};

/** The ends that a link of a type joins. */
export function sidesOfType(type: DependencyType): readonly [from: BarSide, to: BarSide] {
  return sides[type];
}
