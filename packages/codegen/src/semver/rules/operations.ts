/** Rules for operations and their errors. */
export const operationRules = {
  "operation-added": {
    when: "an operation is added",
    bumps: { types: "minor", client: "minor", server: "major" },
    why: "Callers don't have to call it. An implementation without the method no longer satisfies the interface.",
    todo: "Implementers: add the method.",
  },
  "operation-removed": {
    when: "an operation is removed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its command, types and method are removed; the stub responds with 404.",
    todo: "Stop calling it, and remove its implementation.",
  },
  "operation-message-changed": {
    when: "the input or output of an operation is added, removed or replaced",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The command and the method take or return another type.",
    todo: "Adapt calls and implementations to the new type.",
  },
  "route-changed": {
    when: "the method or the URI of an operation changes",
    bumps: { types: "major", client: "major", server: "major" },
    why: "A client and a service of different versions don't find each other's route.",
    todo: "Update callers and services together.",
  },
  "success-status-changed": {
    when: "the status of a successful response changes",
    bumps: { types: "major", client: "patch", server: "major" },
    why: "The client accepts any 2xx; code that reads HTTP directly can compare the number.",
    todo: "Callers without the client: expect the new status.",
  },
  "error-added": {
    when: "the service gets a new error",
    bumps: { types: "major", client: "minor", server: "minor" },
    why: "An exhaustive `switch` over `findErrorName` no longer compiles. Callers of the client have one more error to catch; implementers don't have to throw it.",
    todo: "Callers: handle the new error.",
  },
  "error-added-to-operation": {
    when: "an operation can return an error that the service already had",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Its name is known, and code that catches all errors of the service still does.",
    todo: "Callers: handle the error of this operation.",
  },
  "error-removed": {
    when: "the service no longer has an error",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its class and its name are removed, and code that uses them no longer compiles.",
    todo: "Stop throwing, catching and comparing it.",
  },
  "error-removed-from-operation": {
    when: "an operation no longer returns an error that the service still has",
    bumps: { types: "patch", client: "minor", server: "major" },
    why: "Code that catches it is unused. If an implementation still throws it, the caller gets a 500.",
    todo: "Implementers: throw another error of the operation.",
  },
  "error-status-changed": {
    when: "the status or the fault of an error changes",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "The client identifies errors by name, but can retry other ones; code that reads HTTP directly can compare the number.",
    todo: "Callers: check your retries. Callers without the client: expect the new status.",
  },
  "client-behaviour-changed": {
    when: "`@retryable` or `@idempotencyToken` is added, removed or changed",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "The client retries other errors, or fills in the token, without a change of code.",
  },
  "client-helper-added": {
    when: "`@paginated` or `@waitable` is added",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "The client gets a paginator or a waiter.",
  },
  "client-helper-changed": {
    when: "`@paginated` or `@waitable` is removed or changed",
    bumps: { types: "patch", client: "major", server: "none" },
    why: "The client's paginator or waiter is removed or changes.",
    todo: "Callers: page or wait in your own code.",
  },
} as const;
