/** Rules for members of structures. */
export const memberRules = {
  "member-added-optional": {
    when: "an optional member is added",
    bumps: { types: "minor", client: "minor", server: "minor" },
    why: "Who doesn't know it leaves it out, or doesn't look at it.",
    todo: "",
  },
  "member-added-required-request": {
    when: "a required member is added to a request",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Calls no longer compile. Implementations do, but the stub refuses the callers that it served until now.",
    todo: "Callers: send the member. Implementers: expect requests of older callers to be refused.",
  },
  "member-added-required-response": {
    when: "a required member is added to a response or an error",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers get more than before. Implementations no longer compile until they return it.",
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
    why: "Calls that leave it out no longer compile, and the stub refuses them.",
    todo: "Callers: always send the member.",
  },
  "required-added-response": {
    when: "a member of a response becomes required",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers need not check any more. Implementations that leave it out no longer compile.",
    todo: "Implementers: always return the member.",
  },
  "required-removed-request": {
    when: "a member of a request becomes optional",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers may leave it out. Implementations have to do without it, and no longer compile.",
    todo: "Implementers: handle requests without the member.",
  },
  "required-removed-response": {
    when: "a member of a response becomes optional",
    bumps: { types: "major", client: "major", server: "minor" },
    why: "Callers have to do without it, and no longer compile. Implementations may leave it out.",
    todo: "Callers: handle responses without the member.",
  },
  "default-added": {
    when: "a member gets a `@default`",
    bumps: { types: "patch", client: "patch", server: "minor" },
    why: "The types stay. The stub fills in what was absent before, both ways.",
    todo: "Implementers: expect the default where there was `undefined`.",
  },
  "default-changed": {
    when: "a `@default` is changed or removed",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "The types stay, and the same call means something else.",
    todo: "Send the value explicitly where you relied on the old default.",
  },
  "type-changed": {
    when: "a member, an item, a key or a value gets another type",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that reads or sets it no longer compiles, or JSON of the other type is refused.",
    todo: "Adapt to the new type.",
  },
  "json-name-changed": {
    when: "the name of a member in JSON changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The old client and the new stub, and the new client and an old service, miss each other's member.",
    todo: "Update callers and services together.",
  },
  "binding-changed": {
    when: "a member moves within the HTTP message: `@httpQuery`, `@httpHeader`, `@httpLabel`, `@httpPayload` …",
    bumps: { types: "major", client: "major", server: "major" },
    why: "One side looks for it where the other doesn't put it. Code compiles, and calls fail.",
    todo: "Update callers and services together.",
  },
  "timestamp-format-changed": {
    when: "`@timestampFormat` changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Both sides have a `Date` still, and refuse or misread what the other writes.",
    todo: "Update callers and services together.",
  },
  "media-type-changed": {
    when: "`@mediaType` changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The `content-type` changes, and a string in a header is encoded or not.",
    todo: "Update callers and services together.",
  },
} as const;
