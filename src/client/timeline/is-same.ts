/** Whether two objects of one kind hold the very same values. */
export function isSame<Fields extends object>(one: Fields, other: Fields): boolean {
  for (const key in one) if (one[key] !== other[key]) return false;
  return true;
}
