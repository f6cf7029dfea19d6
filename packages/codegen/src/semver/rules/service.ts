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
    todo: {
      client: "import the client by its new name.",
      server: "import the handler and the service's interface by their new names.",
    },
  },
  "export-replaced": {
    when: "a shape gets or loses a name that the server or the light client exports for something else too, such as `Call`",
    bumps: { types: "patch", client: "none", "client-light": "major", server: "major" },
    why: "The name now means something else to code that imports it. See docs/names.md.",
    todo: {
      "client-light": "check your imports of this name.",
      server: "check your imports of this name; `@eks-auth/server-runtime` always has the runtime's types.",
    },
  },
  "client-renamed": {
    when: "`sdkId` of `@aws.api#service` changes",
    bumps: { types: "patch", client: "major", server: "patch" },
    why: "The client's class, its configuration and its endpoint settings are named after it.",
    todo: { client: "import the client by its new name." },
  },
  "authentication-changed": {
    when: "how requests are signed or authenticated changes",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "A service of the other model rejects the client's signature, and `authenticate` gets other headers.",
    todo: {
      types: "sign requests that you send without the client in the new way.",
      client: "update together with the service.",
      server: "update together with the callers, and check the `authenticate` hook.",
    },
  },
  "cors-narrowed": {
    when: "`@cors` is removed, or has another origin or fewer headers",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "Browsers block calls that worked, or hide headers of the response. Other callers see no difference.",
    todo: {
      types: "expect browsers to block requests from other origins or with other headers.",
      client:
        "in a browser, check that your origin and the headers that you send and read are still allowed.",
      server: "expect browsers to block some of the existing callers.",
    },
  },
  "cors-changed": {
    when: "`@cors` is added, allows more, or has another `maxAge`",
    bumps: { types: "patch", client: "none", server: "minor" },
    why: "The stub responds differently to browsers. It decides no access: that is up to the host.",
    todo: { server: "make sure that pages of these origins can call the service." },
  },
  "endpoints-changed": {
    when: "the endpoint rules change, or what operations set in them: `@contextParam`, `@staticContextParams`, `@operationContextParams`",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "A client that sets no `endpoint` can call another host.",
    todo: { client: "check your network rules if you set no `endpoint`." },
  },
  "endpoint-parameters-changed": {
    when: "a parameter of the endpoint rules is removed, gets another type, or must now be set",
    bumps: { types: "patch", client: "major", server: "none" },
    why: "Code that sets it no longer compiles, or a client without it finds no endpoint.",
    todo: { client: "adapt the options, and calls of `resolveEndpoint`." },
  },
  "client-option-added": {
    when: "`@clientContextParams` gets a parameter",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "The client has one more option, which no one has to set.",
  },
  "client-option-removed": {
    when: "a parameter of `@clientContextParams` is removed or gets another type",
    bumps: { types: "patch", client: "major", server: "none" },
    why: "Code that sets the option no longer compiles.",
    todo: { client: "stop setting the option, or adapt to its new type." },
  },
  "documentation-changed": {
    when: "only documentation, titles or examples change",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "They are the JSDoc of all packages.",
  },
  deprecated: {
    when: "something becomes `@deprecated`",
    bumps: { types: "minor", client: "minor", server: "minor" },
    why: "Semantic Versioning asks for a minor version, so that users can migrate before it is removed.",
    todo: {
      types: "stop using what is deprecated.",
      client: "stop using what is deprecated.",
      server: "keep serving it until it is removed.",
    },
  },
  "model-detail": {
    when: "a detail changes that no type and no message shows: the order of members, a trait that repeats what counts anyway, `@internal`, protocol tests, hints for other tools",
    bumps: { types: "patch", client: "none", server: "none" },
    why: "`@eks-auth/types` publishes the model itself.",
  },
  "unknown-trait": {
    when: "a trait that no rule knows is added, removed or changed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its meaning is unknown, so the largest bump is assumed. Add the trait to `trait-rules.ts`.",
    todo: {
      types: "find out what the trait means for you.",
      client: "find out what the trait means for you.",
      server: "find out what the trait means for you.",
    },
  },
  "generated-code-changed": {
    when: "generated code of a package changes, but nothing in the model that its users see",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "A new version of a generator caused it, or a detail of the model. Each changed package gets the bump; a person must decide whether it needs a larger one.",
  },
} as const;
