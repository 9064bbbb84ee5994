/** Whether two objects of one kind hold the very same values. */
export function isSame<Fields extends object>(one: Fields, other: Fields): boolean {
  // The keys of the one are keys of the other.
  return (Object.keys(one) as (keyof Fields)[]).every((key) => one[key] === other[key]);
}
