const BEARER = /^Bearer +([\w.~+/=-]+) *$/i;

/** The token of an `Authorization: Bearer …`; none when it is another scheme, or no header. */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
