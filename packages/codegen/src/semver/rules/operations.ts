/** Rules for operations and their errors. */
export const operationRules = {
  "operation-added": {
    when: "an operation is added",
    bumps: { types: "minor", client: "minor", server: "major" },
    why: "Callers need not call it. An implementation without the method no longer satisfies the interface.",
    todo: "Implementers: add the method.",
  },
  "operation-removed": {
    when: "an operation is removed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its command, its types and its method go; the stub answers its callers with 404.",
    todo: "Stop calling it, and remove its implementation.",
  },
  "operation-message-changed": {
    when: "an operation gets, loses or exchanges its input or output",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The command and the method take or give another type.",
    todo: "Adapt calls and implementations to the new type.",
  },
  "route-changed": {
    when: "the method or the URI of an operation changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Neither the old client and the new stub nor the new client and an old service find each other.",
    todo: "Update callers and services together.",
  },
  "success-status-changed": {
    when: "the status of a successful answer changes",
    bumps: { types: "major", client: "patch", server: "major" },
    why: "The client takes any 2xx; who reads HTTP by hand may compare the number.",
    todo: "Callers without the client: expect the new status.",
  },
  "error-added": {
    when: "an error is new to the service",
    bumps: { types: "major", client: "minor", server: "minor" },
    why: "A `switch` over all of `findErrorName` no longer compiles. To the client's callers it is one more error to catch, and implementers need not throw it.",
    todo: "Callers: decide what to do about the new error.",
  },
  "error-added-to-operation": {
    when: "an operation may answer with an error that the service had already",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Its name is known, and what catches all errors of the service still does.",
    todo: "Callers: decide what to do about the error of this operation.",
  },
  "error-removed": {
    when: "the service no longer has an error",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its class and its name go, and code that names it no longer compiles.",
    todo: "Stop throwing, catching and comparing it.",
  },
  "error-removed-from-operation": {
    when: "an operation no longer answers with an error that the service still has",
    bumps: { types: "patch", client: "minor", server: "major" },
    why: "Code that catches it has nothing to catch. An implementation that still throws it gets a 500 instead.",
    todo: "Implementers: throw another error of the operation.",
  },
  "error-status-changed": {
    when: "the status of an error, or whose fault it is, changes",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "The client tells errors by name, but may retry other ones; who reads HTTP by hand may compare the number.",
    todo: "Callers: look at your retries. Those without the client: expect the new status.",
  },
  "client-behaviour-changed": {
    when: "`@retryable` or `@idempotencyToken` is added, removed or changed",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "The client retries other errors, or fills in the token by itself, without a change to code.",
    todo: "",
  },
  "client-helper-added": {
    when: "`@paginated` or `@waitable` is added",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "The client gets a paginator or a waiter.",
    todo: "",
  },
  "client-helper-changed": {
    when: "`@paginated` or `@waitable` is removed or changed",
    bumps: { types: "patch", client: "major", server: "none" },
    why: "The client's paginator or waiter goes, or takes another shape.",
    todo: "Callers: page or wait by other means.",
  },
} as const;
