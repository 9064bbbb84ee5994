/** A function that works out its answer when it is first asked, and keeps it. */
export function once<Value>(work: () => Value): () => Value {
  let answer: { readonly value: Value } | undefined;
  return () => {
    answer ??= { value: work() };
    return answer.value;
  };
}
