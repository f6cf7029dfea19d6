/** The options of an AWS SDK client that decide how it signs. The client's own type differs between clients. */
interface SigningOptions {
  readonly region: string;
  readonly httpAuthSchemeProvider: () => { schemeId: string }[];
  readonly httpAuthSchemes: {
    schemeId: string;
    identityProvider: () => () => Promise<Record<string, never>>;
    signer: { sign<Request>(request: Request): Promise<Request> };
  }[];
}

const schemeId = "smithy.api#noAuth";

/** A client's options to send requests without a signature. The AWS SDK requires a region even then. */
export const withoutSignature: SigningOptions = {
  region: "unused",
  httpAuthSchemeProvider: () => [{ schemeId }],
  httpAuthSchemes: [
    {
      schemeId,
      identityProvider: () => async () => ({}),
      signer: { sign: async (request) => request },
    },
  ],
};
