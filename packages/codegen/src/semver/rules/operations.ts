/** Rules for operations and their errors. */
export const operationRules = {
  "operation-added": {
    when: "an operation is added",
    bumps: { types: "minor", client: "minor", server: "major" },
    why: "Callers don't have to call it. An implementation without the method no longer satisfies the interface.",
    todo: { server: "add the method." },
  },
  "operation-removed": {
    when: "an operation is removed",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its command, types and method are removed; the stub responds with 404.",
    todo: {
      types: "stop using its types and sending its requests.",
      client: "stop calling it.",
      server: "remove its implementation.",
    },
  },
  "operation-message-changed": {
    when: "the input or output of an operation is added, removed or replaced",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The command and the method take or return another type.",
    todo: {
      types: "adapt to the new type.",
      client: "adapt calls to the new type.",
      server: "adapt the implementation to the new type.",
    },
  },
  "event-stream-changed": {
    when: "an event stream is added to a message, or removed from it",
    bumps: { types: "major", client: "major", server: "major" },
    why: "The body is no longer, or becomes, a stream of events, which the other side doesn't read.",
    todo: {
      types: "adapt to the new type, and to the new format of the body.",
      client: "update together with the service, and adapt calls.",
      server: "update together with the callers, and adapt the implementation.",
    },
  },
  "route-changed": {
    when: "the method or the URI of an operation changes, other than names of labels",
    bumps: { types: "major", client: "major", server: "major" },
    why: "A client and a service of different versions don't find each other's route.",
    todo: {
      types: "send requests to the new route.",
      client: "update together with the service.",
      server: "update together with the callers.",
    },
  },
  "host-prefix-changed": {
    when: "`@endpoint` or `@hostLabel` is added, removed or changed",
    bumps: { types: "patch", client: "major", server: "minor" },
    why: "The client sends the operation to another host, which must exist. The stub accepts any host.",
    todo: {
      types: "send requests to the new host.",
      client: "check that the new host has DNS and a certificate, and your network rules.",
      server: "serve the new host too, with DNS and a certificate.",
    },
  },
  "request-compression-added": {
    when: "`@requestCompression` gets gzip",
    bumps: { types: "patch", client: "major", server: "major" },
    why: "The client compresses large bodies, and the stub doesn't decompress them.",
    todo: {
      client: "update after the service.",
      server: "decompress bodies with `content-encoding: gzip` before the stub gets them.",
    },
  },
  "success-status-changed": {
    when: "the status of a successful response changes",
    bumps: { types: "major", client: "patch", server: "major" },
    why: "The client accepts any 2xx; code that reads HTTP directly can compare the number.",
    todo: {
      types: "expect the new status.",
      server: "make sure that callers without the client expect the new status.",
    },
  },
  "success-status-without-body": {
    when: "the status of a successful response becomes 204, 205 or 304, and the output has members in the body",
    bumps: { types: "major", client: "major", server: "major" },
    why: "HTTP has no body in such a response, so the members never arrive, also if they are required.",
    todo: {
      types: "expect the new status, and no body.",
      client: "stop reading members of the body.",
      server: "stop relying on callers to get members of the body.",
    },
  },
  "error-added": {
    when: "the service gets a new error",
    bumps: { types: "major", client: "minor", server: "minor" },
    why: "An exhaustive `switch` over `findErrorName` no longer compiles. Callers of the client have one more error to catch; implementers don't have to throw it.",
    todo: { types: "handle the new error.", client: "handle the new error." },
  },
  "error-added-to-operation": {
    when: "an operation can return an error that the service already had",
    bumps: { types: "patch", client: "minor", server: "minor" },
    why: "Its name is known, and code that catches all errors of the service still does.",
    todo: { types: "handle the error of this operation.", client: "handle the error of this operation." },
  },
  "error-removed": {
    when: "the service no longer has an error",
    bumps: { types: "major", client: "major", server: "major" },
    why: "Its class and its name are removed, and code that uses them no longer compiles.",
    todo: {
      types: "stop comparing its name.",
      client: "stop catching it.",
      server: "stop throwing it.",
    },
  },
  "error-removed-from-operation": {
    when: "an operation no longer returns an error that the service still has",
    bumps: { types: "patch", client: "minor", server: "major" },
    why: "Code that catches it is unused. If an implementation still throws it, the caller gets a 500.",
    todo: { server: "throw another error of the operation." },
  },
  "error-status-changed": {
    when: "the status or the fault of an error changes",
    bumps: { types: "major", client: "minor", server: "major" },
    why: "The client identifies errors by name, but can retry other ones; code that reads HTTP directly can compare the number.",
    todo: {
      types: "expect the new status.",
      client: "check your retries.",
      server: "make sure that callers without the client expect the new status.",
    },
  },
  "client-behaviour-changed": {
    when: "`@retryable`, `@idempotencyToken`, `@httpChecksumRequired` or `@requiresLength` is added, removed or changed, or `@requestCompression` loses gzip",
    bumps: { types: "patch", client: "minor", server: "none" },
    why: "Without a change of code, the client retries other errors, fills in the token, sends `content-md5` or a length, or no longer does. The stub reads requests with and without them.",
    todo: { client: "check your retries, and streams that you send: their length can be needed, or not." },
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
    todo: { client: "page or wait in your own code." },
  },
} as const;
