/** What `search` looks through, of columns as SQL names them. In the collation C, which those of a read table have. */
export const searchText = (columns: readonly string[]): string =>
  `lower(${columns.map((it) => `coalesce( ${it}, '')`).join(` || ' ' || `)})`;
