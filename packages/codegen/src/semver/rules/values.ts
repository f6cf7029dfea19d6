/** Rules for values: enums, unions, constraints, sensitive data. */
export const valueRules = {
  "choice-added-request": {
    when: "an enum gets a value, or a union a member, and requests use it",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers don't have to send it. An implementation's exhaustive `switch` no longer compiles.",
    todo: { types: "handle the new choice.", server: "handle the new choice." },
  },
  "choice-added-response": {
    when: "an enum gets a value, or a union a member, and responses use it",
    bumps: { types: "major", client: "major", server: "minor" },
    why: "A caller's exhaustive `switch` no longer compiles. Implementations don't have to return it.",
    todo: { types: "handle the new choice.", client: "handle the new choice." },
  },
  "choice-removed": {
    when: "an enum loses a value, or a union a member",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that uses it no longer compiles, and the stub rejects it.",
    todo: {
      types: "stop using it.",
      client: "stop sending and comparing it.",
      server: "stop returning and comparing it.",
    },
  },
  "stream-error-added": {
    when: "an event stream gets an error",
    bumps: { types: "patch", client: "major", "client-light": "none", server: "minor" },
    why: "The client has it as a member of the union, so code for all of them no longer compiles. Types and stub have it as an error, for which the rules of errors count. The light client has no operations with event streams.",
    todo: { client: "handle the error of the stream." },
  },
  "stream-error-removed": {
    when: "an event stream loses an error",
    bumps: { types: "patch", client: "major", "client-light": "none", server: "major" },
    why: "The client loses a member of the union. If an implementation still throws it, the stream ends with another error.",
    todo: { client: "stop reading it from the stream.", server: "throw another error of the stream." },
  },
  "choice-renamed": {
    when: "a value of an enum gets another name",
    bumps: { types: "patch", client: "major", "client-light": "none", server: "none" },
    why: "Only the client has the names: `Color.RED`. The other packages have the values.",
    todo: { client: "use the new name." },
  },
  "constraint-tightened-request": {
    when: "a `@length`, `@range`, `@pattern` or `@uniqueItems` of requests allows less, or possibly less",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "The stub rejects calls that it accepted before. Types and code don't change, because they don't contain constraints.",
    todo: {
      types: "follow the new constraint.",
      client: "follow the new constraint.",
      server: "expect the stub to reject some requests of existing callers.",
    },
  },
  "constraint-loosened-request": {
    when: "a `@length`, `@range`, `@pattern` or `@uniqueItems` of requests allows more",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Callers can send more. Implementations get values that the stub rejected before, and still compile.",
    todo: { server: "make sure that you handle the new values." },
  },
  "constraint-changed-response": {
    when: "a `@length`, `@range`, `@pattern` or `@uniqueItems` of responses changes",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Neither the stub nor the client checks responses. Values can exceed what a caller expects.",
    todo: {
      types: "handle the values that it allows.",
      client: "handle the values that it allows.",
      server: "follow the new constraint.",
    },
  },
  "sensitive-added": {
    when: "something becomes `@sensitive`",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "Logs contain less.",
  },
  "sensitive-removed": {
    when: "something is no longer `@sensitive`",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Logs can contain values that were redacted.",
    todo: {
      client: "check what your logs contain now.",
      server: "check what your logs contain now.",
    },
  },
} as const;
