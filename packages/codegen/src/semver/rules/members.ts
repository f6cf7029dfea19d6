/** Rules for members of structures. */
export const memberRules = {
  "member-added-optional": {
    when: "an optional member is added",
    bumps: { types: "minor", client: "minor", server: "minor" },
    why: "Code that doesn't know it omits it or ignores it.",
  },
  "member-added-required-request": {
    when: "a required member is added to a request",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Calls no longer compile. Implementations do, but the stub rejects requests of existing callers.",
    todo: {
      types: "send the member.",
      client: "send the member.",
      server: "expect the stub to reject requests of older callers.",
    },
  },
  "member-added-required-response": {
    when: "a required member is added to a response or an error",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers get an additional value. Implementations no longer compile until they return it.",
    todo: { types: "set the member in values that you create.", server: "return the member." },
  },
  "required-with-default": {
    when: "a required member with a `@default` is added to a request, or a member of a request with a `@default` becomes required",
    bumps: { types: "major", client: "major", server: "minor" },
    why: "Calls that omit it no longer compile. The stub fills in the default for existing callers, and implementations still compile.",
    todo: { types: "set the member.", client: "always send the member." },
  },
  "required-with-token": {
    when: "a required member with `@idempotencyToken` is added to a request, or such a member becomes required",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "The client fills it in, so calls still compile and work. The stub rejects requests of clients that don't know it.",
    todo: { types: "send the member.", server: "expect the stub to reject requests of older callers." },
  },
  "required-token-removed": {
    when: "a required member loses `@idempotencyToken`",
    bumps: { types: "patch", client: "major", server: "none" },
    why: "The client no longer fills it in, and calls that rely on it no longer compile.",
    todo: { client: "send the member." },
  },
  "member-removed": {
    when: "a member is removed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that reads or sets it no longer compiles.",
    todo: {
      types: "stop reading and setting it.",
      client: "stop reading and setting it.",
      server: "stop reading and setting it.",
    },
  },
  "label-renamed": {
    when: "a label of a URI is renamed, and with it the member",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that sets or reads the member no longer compiles. Messages stay the same, so versions work with each other.",
    todo: {
      types: "use the new name.",
      client: "set the member by its new name; no need to update together with the service.",
      server: "read the member by its new name; no need to update together with the callers.",
    },
  },
  "required-added-request": {
    when: "a member of a request becomes required",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Calls that omit it no longer compile, and the stub rejects them.",
    todo: {
      types: "always send the member.",
      client: "always send the member.",
      server: "expect the stub to reject requests without the member.",
    },
  },
  "required-added-response": {
    when: "a member of a response becomes required",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers no longer need a check. Implementations that omit it no longer compile.",
    todo: { types: "set the member in values that you create.", server: "always return the member." },
  },
  "required-removed-request": {
    when: "a member of a request becomes optional",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers can omit it. Implementations must handle its absence, and no longer compile.",
    todo: { types: "handle requests without the member.", server: "handle requests without the member." },
  },
  "required-removed-response": {
    when: "a member of a response becomes optional",
    bumps: { types: "major", client: "major", server: "minor" },
    why: "Callers must handle its absence, and no longer compile. Implementations can omit it.",
    todo: { types: "handle responses without the member.", client: "handle responses without the member." },
  },
  "default-added": {
    when: "a member gets a `@default`",
    bumps: { types: "patch", client: "patch", server: "minor" },
    why: "The types don't change. The stub fills in absent values in requests and responses.",
    todo: { server: "expect the default instead of `undefined`." },
  },
  "default-changed": {
    when: "a `@default` is changed or removed",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "The types don't change, but the same call has another meaning.",
    todo: {
      types: "send the value if you relied on the old default, and don't expect it in responses.",
      client: "send the value if you relied on the old default, and don't expect it in responses.",
      server: "handle the new default, or the absence of a value.",
    },
  },
  "type-changed": {
    when: "a member, an item, a key or a value gets another type",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that reads or sets it no longer compiles, or JSON of the other type is rejected.",
    todo: {
      types: "adapt to the new type.",
      client: "adapt to the new type.",
      server: "adapt to the new type.",
    },
  },
  "json-name-changed": {
    when: "the name of a member in JSON changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "A client and a service of different versions don't find each other's member.",
    todo: {
      types: "use the new name in JSON.",
      client: "update together with the service.",
      server: "update together with the callers.",
    },
  },
  "binding-changed": {
    when: "a member moves within the HTTP message: `@httpQuery`, `@httpHeader`, `@httpLabel`, `@httpPayload` …",
    bumps: { types: "major", client: "major", server: "major" },
    why: "One side reads it from a part where the other doesn't write it. Code compiles, but calls fail.",
    todo: {
      types: "write it to its new part of the message, or read it there.",
      client: "update together with the service.",
      server: "update together with the callers.",
    },
  },
  "timestamp-format-changed": {
    when: "the format of a timestamp in messages changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Both sides still use `Date`, but reject or misread the other's text.",
    todo: {
      types: "use the new format.",
      client: "update together with the service.",
      server: "update together with the callers.",
    },
  },
  "media-type-changed": {
    when: "the `@mediaType` of a payload or of a string in a header changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The `content-type` changes, and a string in a header is encoded or not.",
    todo: {
      types: "use the new `content-type`.",
      client: "update together with the service.",
      server: "update together with the callers.",
    },
  },
} as const;
