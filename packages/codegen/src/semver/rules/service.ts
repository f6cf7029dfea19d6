/** Rules for the service as a whole, and for what is generated beside the model. */
export const serviceRules = {
  "first-release": {
    when: "there is no release yet",
    bumps: { types: "minor", client: "minor", server: "minor" },
    why: "Changesets makes 0.1.0 of 0.0.0.",
    todo: "",
  },
  "service-renamed": {
    when: "the service has another name",
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
    why: "A service of the other model refuses what the client signs, and `authenticate` sees other headers.",
    todo: "Update callers and services together, and look at the `authenticate` hook.",
  },
  "cors-changed": {
    when: "`@cors` changes",
    bumps: { types: "patch", client: "none", server: "minor" },
    why: "The stub answers browsers in another way; who may call is for the host to say anyway.",
    todo: "Try the callers that run in browsers.",
  },
  "endpoints-changed": {
    when: "the endpoint rules change",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "A client without an `endpoint` of its own may call another host.",
    todo: "Look at the network rules of clients without an `endpoint`.",
  },
  "documentation-changed": {
    when: "only texts for people change: documentation, titles, examples",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "They are the JSDoc of three packages.",
    todo: "",
  },
  deprecated: {
    when: "something becomes `@deprecated`",
    bumps: { types: "minor", client: "minor", server: "minor" },
    why: "Semantic Versioning asks for a minor version, so that there is a release to move in before it goes.",
    todo: "Move away from what is deprecated.",
  },
  "model-detail": {
    when: "something that no code depends on changes: protocol tests, the order of members, hints for other tools",
    bumps: { types: "patch", client: "none", server: "none" },
    why: "`@eks-auth/types` publishes the model itself.",
    todo: "",
  },
  "unknown-trait": {
    when: "a trait that no rule knows is added, removed or changed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Nobody has decided what it means; a rule in `packages/codegen/src/semver/compare/trait-rules.ts` decides it.",
    todo: "",
  },
  "generated-code-changed": {
    when: "generated code of a package changes, and no change of the model is behind it",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "A new version of a generator made it. Each package that it changed gets the bump; whether it deserves a larger one, only a person can tell.",
    todo: "",
  },
} as const;
