import type { Plugin } from 'vite';

/** A module of each chunk that is needed as a whole as soon as it is there: the Gantt chart, and the plan with its engine. */
const EARLY = ['src/client/timeline/timeline-controller.ts', 'src/client/data/plan-store.ts'];
const HINT = '//# allFunctionsCalledOnLoad';

/**
 * Tells browsers that know it (Chromium from 136) to compile these chunks beside, while the plan is still on its way, instead of one
 * function after the other while the chart is first shown (docs/decisions/028-scripts-compiled-early.md).
 */
export function compileEarly(): Plugin {
  return {
    name: 'compile-early',
    generateBundle: {
      // After the bundler's own lines: the hint stands before all else.
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        for (const module of EARLY) {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.replaceAll('\\', '/').endsWith(module)));
          if (!chunk) return this.error(`no chunk has ${module}`);
          if (!chunk.code.startsWith(HINT)) chunk.code = `${HINT}\n${chunk.code}`;
        }
      },
    },
  };
}
