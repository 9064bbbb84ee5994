/** The part of autocannon that the benchmarks use; the package has no types of its own. */
declare module 'autocannon' {
  export type Result = {
    readonly duration: number;
    readonly errors: number;
    readonly requests: { readonly total: number };
    readonly statusCodeStats?: Readonly<Record<string, { readonly count: number }>>;
  };
  export default function autocannon(options: {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly requests?: readonly { readonly setupRequest: (request: object) => object }[];
  }): Promise<Result>;
}
