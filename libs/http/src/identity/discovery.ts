const PATIENCE_MS = 5_000;

/** The issuer does not answer, or says that it cannot just now: waiting helps. */
export class IssuerAway extends Error {}

/** What was set as the issuer is none, or another one: no waiting helps, a setting does. Its message is for whoever runs the server. */
export class WrongIssuer extends Error {}

/** Where an issuer publishes its keys, by its OpenID Connect configuration. Throws `IssuerAway` or `WrongIssuer`. */
export async function discover(issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    (error: unknown) => {
      throw new IssuerAway(`${address} does not answer`, { cause: error });
    },
  );
  const { ok, status } = answer;
  if (status >= 500 || status === 408 || status === 429)
    throw new IssuerAway(`${address} answers ${status}`);
  if (!ok) throw new WrongIssuer(`OIDC_ISSUER: ${address} answers ${status}: no issuer is there`);
  const found: unknown = await answer.json().catch((error: unknown) => {
    if (error instanceof SyntaxError) return undefined;
    throw new IssuerAway(`${address} broke off its answer`, { cause: error });
  });
  const { issuer: named, jwks_uri: keys } = (found ?? {}) as Record<string, unknown>;
  if (typeof named !== 'string' || typeof keys !== 'string' || !URL.canParse(keys))
    throw new WrongIssuer(`OIDC_ISSUER: ${address} is no configuration of an issuer`);
  if (named !== issuer)
    throw new WrongIssuer(
      `OIDC_ISSUER: ${address} is the configuration of ${named.slice(0, 200)}: set exactly that, if it is the one you mean`,
    );
  return new URL(keys);
}
