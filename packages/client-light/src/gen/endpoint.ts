// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/** Finds the endpoint. */
export function resolveEndpoint({ Endpoint }: { readonly [name: string]: unknown }): {
  readonly url: string;
} {
  return { url: String(Endpoint) };
}
