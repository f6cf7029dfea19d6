/** Rules for the service itself, and for changes that aren't in the model. */
export const serviceRules = {
  "first-release": {
    when: "there is no release yet",
    bumps: { types: "minor", client: "minor", server: "minor" },
    why: "Changesets turns 0.0.0 into 0.1.0.",
  },
  "service-renamed": {
    when: "the service is renamed",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "The client, the handler and the interface to implement are named after it; the types are not.",
    todo: "Import the client, the handler and the service's interface by their new names.",
  },
  "client-renamed": {
    when: "`sdkId` of `@aws.api#service` changes",
    bumps: { types: "patch", client: "major", server: "patch" },
    why: "The client's class, its configuration and its endpoint settings are named after it.",
    todo: "Import the client by its new name.",
  },
  "authentication-changed": {
    when: "how requests are signed or authenticated changes",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "A service of the other model rejects the client's signature, and `authenticate` gets other headers.",
    todo: "Update callers and services together, and check the `authenticate` hook.",
  },
  "cors-changed": {
    when: "`@cors` changes",
    bumps: { types: "patch", client: "none", server: "minor" },
    why: "The stub responds differently to browsers. It decides no access: that is up to the host.",
    todo: "Test callers that run in browsers.",
  },
  "endpoints-changed": {
    when: "the endpoint rules change",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "A client that sets no `endpoint` can call another host.",
    todo: "Check the network rules of clients that set no `endpoint`.",
  },
  "documentation-changed": {
    when: "only documentation, titles or examples change",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "They are the JSDoc of three packages.",
  },
  deprecated: {
    when: "something becomes `@deprecated`",
    bumps: { types: "minor", client: "minor", server: "minor" },
    why: "Semantic Versioning asks for a minor version, so that users can migrate before it is removed.",
    todo: "Stop using what is deprecated.",
  },
  "model-detail": {
    when: "a detail that no code depends on changes: protocol tests, the order of members, hints for other tools",
    bumps: { types: "patch", client: "none", server: "none" },
    why: "`@eks-auth/types` publishes the model itself.",
  },
  "unknown-trait": {
    when: "a trait that no rule knows is added, removed or changed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its meaning is unknown, so the largest bump is assumed. Add the trait to `trait-rules.ts`.",
  },
  "generated-code-changed": {
    when: "generated code of a package changes without a change of the model",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "A new version of a generator caused it. Each changed package gets the bump; a person must decide whether it needs a larger one.",
  },
} as const;
