/** Fetches the published keys of an issuer, by its discovery document. */
export async function fetchKeys(issuer: string): Promise<readonly object[]> {
  const discovery = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri } = (await discovery.json()) as { jwks_uri: string };
  return ((await (await fetch(jwks_uri)).json()) as { keys: readonly object[] }).keys;
}
