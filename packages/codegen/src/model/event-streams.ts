import type { AstShape } from "./json-ast.ts";
import type { Operation } from "./service.ts";
import type { EventMember, EventStream, Member, Structure, Type, Union } from "./types.ts";

/**
 * Finds out where the members of an event are: in a header, in the whole payload, or in the payload's JSON document.
 *
 * @param shape - the event's structure
 * @see https://smithy.io/2.0/spec/streaming.html#event-message-serialization
 */
export function bindEventMembers({ members = {} }: AstShape, resolved: readonly Member[]): EventMember[] {
  return resolved.map((member) => {
    const traits = members[member.name]?.traits ?? {};
    const header = traits["smithy.api#eventHeader"] !== undefined;
    const payload = traits["smithy.api#eventPayload"] !== undefined;
    return { ...member, location: header ? "header" : payload ? "payload" : "document" };
  });
}

/** Whether all of an event is in the JSON document of its payload. */
export function isDocument(members: readonly EventMember[]): boolean {
  return members.every(({ location }) => location === "document");
}

/** Returns the event stream of an input or an output, and its member; `undefined` if there is none. */
export function findEventStream(
  message: { readonly members: readonly Member[] } | undefined,
): { readonly member: string; readonly stream: EventStream } | undefined {
  for (const { name, target } of message?.members ?? []) {
    if (target.kind === "eventStream") {
      return { member: name, stream: target };
    }
  }
  return undefined;
}

/** Whether the input or the output of an operation has an event stream. */
export function hasEventStream({ input, output }: Operation): boolean {
  return findEventStream(input) !== undefined || findEventStream(output) !== undefined;
}

/** Converts the events of a stream to a union, which has the same constraints. */
export function toUnion({ id, name, documentation, sensitive, events }: EventStream): Union {
  return { kind: "union", id, name, documentation, sensitive, members: events };
}

/** Lists the types in the JSON documents of a stream's events and errors. */
export function documentsOf({ events, errors }: EventStream): Type[] {
  const inEvents = events.flatMap(({ members, target }): (Structure | Type)[] =>
    isDocument(members) ? [target] : documentTypes(members),
  );
  return [...inEvents, ...errors.flatMap(({ members }) => documentTypes(members))];
}

function documentTypes(members: readonly EventMember[]): Type[] {
  return members.filter(({ location }) => location !== "header").map(({ target }) => target);
}
