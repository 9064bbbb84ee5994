/** The outcome of something that is expected to be refused now and then. */
export type Result<Value, Refusal> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

export function accept<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

export function refuse<Refusal>(refusal: Refusal): Result<never, Refusal> {
  return { ok: false, refusal };
}
