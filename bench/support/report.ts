/** One measured question: a figure beside its bare baseline of the same run, in the same unit, and the goal for their ratio. */
export type Finding = {
  readonly name: string;
  /** What the baseline is, and what the figure is, in a few words. */
  readonly of: { readonly baseline: string; readonly figure: string };
  readonly baseline: number;
  readonly figure: number;
  readonly unit: 'ms' | 's' | 'ops/s' | 'MB' | 'KB' | 'count';
  /** `≤`: the ratio is to stay below; `≥`: it is to reach it. */
  readonly goal: { readonly kind: '≤' | '≥'; readonly ratio: number };
  readonly note?: string;
};

export type Verdict = Finding & { readonly ratio: number; readonly isMet: boolean };

/** Prints a finding for people and as one line of JSON for scripts, and answers whether the goal was met. */
export function report(finding: Finding): Verdict {
  const ratio = finding.figure / finding.baseline;
  const isMet = finding.goal.kind === '≤' ? ratio <= finding.goal.ratio : ratio >= finding.goal.ratio;
  const verdict: Verdict = { ...finding, ratio, isMet };
  console.log(
    [
      finding.name,
      `  baseline  ${format(finding.baseline)} ${finding.unit}  (${finding.of.baseline})`,
      `  figure    ${format(finding.figure)} ${finding.unit}  (${finding.of.figure})`,
      `  ratio     ${format(ratio)} ×`,
      `  goal      ${finding.goal.kind} ${finding.goal.ratio} ×  ${isMet ? 'met' : 'MISSED'}`,
      ...(finding.note === undefined ? [] : [`  note      ${finding.note}`]),
    ].join('\n'),
  );
  console.log(JSON.stringify(verdict));
  return verdict;
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
