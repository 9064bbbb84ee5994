declare const brand: unique symbol;

/** A string or number that can only be born at a boundary, by a cast that names the boundary. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
