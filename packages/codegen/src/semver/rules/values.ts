/** Rules for what values may be: enums, unions, constraints, secrets. */
export const valueRules = {
  "choice-added-request": {
    when: "an enum gets a value, or a union a member, and requests use it",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "Callers need not send it. An implementation's `switch` over all of them no longer compiles.",
    todo: "Implementers: handle the new choice.",
  },
  "choice-added-response": {
    when: "an enum gets a value, or a union a member, and responses use it",
    bumps: { types: "major", client: "major", server: "minor" },
    why: "A caller's `switch` over all of them no longer compiles. Implementations need not return it.",
    todo: "Callers: handle the new choice.",
  },
  "choice-removed": {
    when: "an enum loses a value, or a union a member",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Code that names it no longer compiles, and the stub refuses it.",
    todo: "Stop sending, returning and comparing it.",
  },
  "choice-renamed": {
    when: "a value of an enum gets another name, and stays the same value",
    bumps: { types: "patch", client: "major", server: "none" },
    why: "Only the client has the names: `Color.RED`. Types and stub have the values.",
    todo: "Callers: use the new name.",
  },
  "constraint-tightened-request": {
    when: "a `@length`, `@range`, `@pattern` or `@uniqueItems` of requests allows less, or may do so",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "The stub refuses calls that it served. Types and code stay: constraints are no part of them.",
    todo: "Callers: keep to the new constraint.",
  },
  "constraint-loosened-request": {
    when: "a `@length`, `@range`, `@pattern` or `@uniqueItems` of requests allows more",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Callers may send more. Implementations get values that the stub kept from them, and still compile.",
    todo: "Implementers: make sure that you can take what is allowed now.",
  },
  "constraint-changed-response": {
    when: "a `@length`, `@range`, `@pattern` or `@uniqueItems` of responses changes",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Neither the stub nor the client checks responses. What a caller made room for may change.",
    todo: "Implementers: keep to the new constraint. Callers: make room for what is allowed now.",
  },
  "sensitive-added": {
    when: "something becomes `@sensitive`",
    bumps: { types: "patch", client: "patch", server: "patch" },
    why: "Logs say less.",
    todo: "",
  },
  "sensitive-removed": {
    when: "something is `@sensitive` no longer",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Logs may say what they kept to themselves.",
    todo: "Look at what your logs say now.",
  },
} as const;
