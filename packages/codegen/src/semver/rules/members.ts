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
    todo: "Callers: send the member. Implementers: expect the stub to reject requests of older callers.",
  },
  "member-added-required-response": {
    when: "a required member is added to a response or an error",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers get an additional value. Implementations no longer compile until they return it.",
    todo: "Implementers: return the member.",
  },
  "member-removed": {
    when: "a member is removed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that reads or sets it no longer compiles.",
    todo: "Stop reading and setting it.",
  },
  "required-added-request": {
    when: "a member of a request becomes required",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Calls that omit it no longer compile, and the stub rejects them.",
    todo: "Callers: always send the member.",
  },
  "required-added-response": {
    when: "a member of a response becomes required",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers no longer need a check. Implementations that omit it no longer compile.",
    todo: "Implementers: always return the member.",
  },
  "required-removed-request": {
    when: "a member of a request becomes optional",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers can omit it. Implementations must handle its absence, and no longer compile.",
    todo: "Implementers: handle requests without the member.",
  },
  "required-removed-response": {
    when: "a member of a response becomes optional",
    bumps: { types: "major", client: "major", server: "minor" },
    why: "Callers must handle its absence, and no longer compile. Implementations can omit it.",
    todo: "Callers: handle responses without the member.",
  },
  "default-added": {
    when: "a member gets a `@default`",
    bumps: { types: "patch", client: "patch", server: "minor" },
    why: "The types don't change. The stub fills in absent values in requests and responses.",
    todo: "Implementers: expect the default instead of `undefined`.",
  },
  "default-changed": {
    when: "a `@default` is changed or removed",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "The types don't change, but the same call has another meaning.",
    todo: "Send the value explicitly if you relied on the old default.",
  },
  "type-changed": {
    when: "a member, an item, a key or a value gets another type",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that reads or sets it no longer compiles, or JSON of the other type is rejected.",
    todo: "Adapt to the new type.",
  },
  "json-name-changed": {
    when: "the name of a member in JSON changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "A client and a service of different versions don't find each other's member.",
    todo: "Update callers and services together.",
  },
  "binding-changed": {
    when: "a member moves within the HTTP message: `@httpQuery`, `@httpHeader`, `@httpLabel`, `@httpPayload` …",
    bumps: { types: "major", client: "major", server: "major" },
    why: "One side reads it from a part where the other doesn't write it. Code compiles, but calls fail.",
    todo: "Update callers and services together.",
  },
  "timestamp-format-changed": {
    when: "`@timestampFormat` changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Both sides still use `Date`, but reject or misread the other's text.",
    todo: "Update callers and services together.",
  },
  "media-type-changed": {
    when: "`@mediaType` changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The `content-type` changes, and a string in a header is encoded or not.",
    todo: "Update callers and services together.",
  },
} as const;
