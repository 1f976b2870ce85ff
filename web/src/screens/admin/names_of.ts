/** All names of a union that the API declares, as a list: `namesOf<"a" | "b">()({ a: 0, b: 0 })`. */
export const namesOf =
  <T extends string>() =>
  (all: Record<T, 0>): T[] =>
    Object.keys(all) as T[];
