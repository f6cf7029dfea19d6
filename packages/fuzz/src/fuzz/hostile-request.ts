import fc from "fast-check";
import { getTrait, hasTrait, type OperationShape, type Shapes } from "../shapes/shapes.ts";
import { randomMessage } from "../values/random-value.ts";
import { placeOf } from "../wire/binding.ts";
import { encodeRequest } from "../wire/encode-request.ts";
import type { WireRequest } from "../wire/wire-request.ts";
import { hostileFamilies } from "./hostile-families.ts";
import { hostileTexts } from "./hostile-texts.ts";
import type { FuzzRequest } from "./random-request.ts";

/** Most are small, to be many; every hundredth is as large as an attacker would make it. */
const sizes = fc.oneof(
  { weight: 99, arbitrary: fc.integer({ min: 1, max: 300 }) },
  fc.constantFrom(20_000, 100_000),
);

/** Requests of the hostile families, and hostile text in each header, query parameter and label of the model. */
export function hostileRequests(shapes: Shapes): fc.Arbitrary<FuzzRequest> {
  const families = fc
    .tuple(fc.constantFrom(...Object.entries(hostileFamilies)), sizes)
    .map(([[origin, make], size]) => ({ origin, wire: make(size) }));
  const bound = shapes.operations.flatMap((operation) => boundTexts(shapes, operation));
  return fc.oneof(families, ...bound);
}

function boundTexts(shapes: Shapes, operation: OperationShape): fc.Arbitrary<FuzzRequest>[] {
  const members = shapes.membersOf(operation.input).filter(([, it]) => placeOf(it) !== "body");
  if (members.length === 0) {
    return [];
  }
  const texts = fc.tuple(fc.constantFrom(...Object.entries(hostileTexts)), fc.integer({ min: 1, max: 300 }));
  return [
    fc
      .tuple(randomMessage(shapes, operation.input), fc.constantFrom(...members), texts)
      .map(([input, [name, member], [[origin, make], size]]) => {
        const wire = encodeRequest(shapes, operation, input);
        const text = make(size);
        const header =
          getTrait<string>(member, "httpHeader") ?? getTrait<string>(member, "httpPrefixHeaders");
        return { origin: `${origin} in ${name}`, wire: place(wire, header, member, text) };
      }),
  ];
}

function place(
  wire: WireRequest,
  header: string | undefined,
  member: Parameters<typeof hasTrait>[0],
  text: string,
): WireRequest {
  if (header !== undefined) {
    return { ...wire, headers: [[header, text], ...wire.headers] };
  }
  if (hasTrait(member, "httpLabel")) {
    const segments = wire.path.split("/");
    segments[Math.min(segments.length - 1, 2 + (text.length % segments.length))] = text.replaceAll(
      "/",
      "%2F",
    );
    return { ...wire, path: segments.join("/") };
  }
  const name = getTrait<string>(member, "httpQuery") ?? "key";
  return { ...wire, query: `${wire.query}&${name}=${text}&${name}` };
}
