/** Checks that a value has a shape. Every page loads this, so it is small. */

/** Tells whether a value is a T. */
export type Shape<T> = (it: unknown) => it is T;

export const string: Shape<string> = (it) => typeof it === "string";
export const number: Shape<number> = (it) => typeof it === "number";

/** A seq, or how many there are of something. */
export const natural: Shape<number> = (it): it is number =>
  number(it) && Number.isSafeInteger(it) && it >= 0;

/** This value and no other. */
export function just<const T extends string | number | boolean | null | undefined>(
  value: T,
): Shape<T> {
  return (it): it is T => it === value;
}

/** One of several shapes; they are tried in their order. */
export function oneOf<T extends readonly unknown[]>(
  ...shapes: { readonly [I in keyof T]: Shape<T[I]> }
): Shape<T[number]> {
  return (it): it is T[number] => shapes.some((shape) => shape(it));
}

/** A list of which each item has the shape. */
export function list<T>(item: Shape<T>): Shape<T[]> {
  return (it): it is T[] => Array.isArray(it) && it.every(item);
}

/** An object with these fields, and any others: a newer peer may have more to say. */
export function object<T extends object>(fields: {
  readonly [Name in keyof T]-?: Shape<T[Name]>;
}): Shape<T> {
  return (it): it is T => {
    if (!isRecord(it)) return false;
    for (const name in fields) if (!fields[name](it[name])) return false;
    return true;
  };
}

/** For a field that may be absent. */
export function absentOr<T>(shape: Shape<T>): Shape<T | undefined> {
  return oneOf(just(undefined), shape);
}

function isRecord(it: unknown): it is Readonly<Record<string, unknown>> {
  return typeof it === "object" && it !== null;
}
