import { isDeepStrictEqual } from "node:util";
import { resolveLocation } from "../../model/http-bindings.ts";
import type { Traits } from "../../model/json-ast.ts";
import { type Api, compareKeys } from "../api.ts";
import type { Change } from "../change.ts";
import { type Place, placeOf, roleOf, type Usage } from "../uses.ts";
import { type Aspect, differing } from "./aspect.ts";
import {
  effectiveTrait,
  hasTrait,
  isEventStream,
  isInherited,
  type MemberPair,
  type Models,
  type ResolvedMember,
} from "./member-pair.ts";
import { describeTrait } from "./traits.ts";

const jsonName = "smithy.api#jsonName";
const format = "smithy.api#timestampFormat";

/** The IDs of the traits that bind a member to a part of a message. */
const bindingTraits: readonly string[] = [
  "eventHeader",
  "eventPayload",
  "httpHeader",
  "httpLabel",
  "httpPayload",
  "httpPrefixHeaders",
  "httpQuery",
  "httpQueryParams",
  "httpResponseCode",
].map((name) => `smithy.api#${name}`);

const mediaType = "smithy.api#mediaType";

/** The traits that decide how a member is written in a message. */
export const wireTraits: readonly string[] = [...bindingTraits, jsonName, format, mediaType];

/** Compares how a member is written in a message: in which part, under which name, and in which format. */
export function compareWireShape(models: Models, pair: MemberPair): Aspect[] {
  return [
    { traits: [...bindingTraits, jsonName], changes: compareParts(models, pair) },
    { traits: [format], changes: compareFormats(pair) },
    { traits: [mediaType], changes: compareMediaTypes(pair) },
  ];
}

/** Lists the places of the shape with the member: the usage, and where in the message the shape is. */
function placesOf({ uses }: MemberPair): [Usage, Place][] {
  return [...uses].flatMap(([usage, places]) => [...places].map((place): [Usage, Place] => [usage, place]));
}

function compareParts(models: Models, pair: MemberPair): Change[] {
  const { path, old, now, ownerType } = pair;
  if (ownerType !== "structure" && ownerType !== "union") {
    return [];
  }
  return placesOf(pair).flatMap(([usage, place]): Change[] => {
    const [before, after] = [partOf(old, usage, place), partOf(now, usage, place)];
    if (isDeepStrictEqual(before, after) && hasSamePosition(models, pair)) {
      return [];
    }
    const onlyName = before.kind === "body" && after.kind === "body";
    const traits = differing(old.traits, now.traits, onlyName ? [jsonName] : bindingTraits);
    const description =
      traits.length === 0
        ? "its place in the path changed"
        : traits.map((id) => describeTrait(id, old.traits[id], now.traits[id])).join("; ");
    return [{ rule: onlyName ? "json-name-changed" : "binding-changed", path, description }];
  });
}

interface Part {
  readonly kind: string;
  readonly name?: unknown;
}

/** Finds the part of a message that a member is in, with its name there. */
function partOf({ name, traits, target }: ResolvedMember, usage: Usage, place: Place): Part {
  if (isEventStream(target)) {
    return { kind: "payload" };
  }
  const location: Part = place === "message" ? resolveLocation(traits, roleOf(usage)) : { kind: "body" };
  const event = { header: "smithy.api#eventHeader" in traits, payload: "smithy.api#eventPayload" in traits };
  return location.kind === "body"
    ? {
        kind: event.header ? "eventHeader" : event.payload ? "eventPayload" : "body",
        name: traits[jsonName] ?? name,
      }
    : location;
}

/** Whether a member that is a label in both models is in the same place of the path. */
function hasSamePosition(models: Models, { owner, old, now }: MemberPair): boolean {
  const isLabel = hasTrait(old, "httpLabel") && hasTrait(now, "httpLabel");
  return !isLabel || isSameLabel(models, owner, old.name, now.name);
}

/** Whether two labels are in the same place of each path: `{id}` in `/things/{id}`. */
export function isSameLabel(models: Models, owner: string, oldName: string, nowName: string): boolean {
  const { common } = compareKeys(
    findLabels(models.old, owner, oldName),
    findLabels(models.now, owner, nowName),
  );
  return common.every(({ before, after }) => before === after);
}

/** Finds the index of a label in the path of each operation with the input. */
function findLabels(api: Api, input: string, name: string): ReadonlyMap<string, number> {
  const users = [...api.operations].filter(
    ([, operation]) => operation.input !== undefined && api.nameOf(operation.input.target) === input,
  );
  return new Map(
    users.map(([operation, { traits }]) => {
      const { uri } = (traits?.["smithy.api#http"] ?? { uri: "" }) as { uri: string };
      const labels = [...uri.matchAll(/\{(\w+)\+?\}/g)].map(([, label]) => label);
      return [operation, labels.indexOf(name)];
    }),
  );
}

/** Compares the formats of a timestamp. A member that moved in the message is a change of its binding. */
function compareFormats(pair: MemberPair): Change[] {
  const { old, now, ownerType } = pair;
  if (old.target.type !== "timestamp" || now.target.type !== "timestamp") {
    return [];
  }
  // The header of an event has a binary timestamp.
  if (hasTrait(old, "eventHeader") && hasTrait(now, "eventHeader")) {
    return [];
  }
  const path = isInherited(pair, format) ? now.targetName : pair.path;
  return placesOf(pair).flatMap(([usage, place]): Change[] => {
    const placeOfValue = (traits: Traits): Place =>
      ownerType === "structure" || ownerType === "union" ? placeOf(place, traits, usage) : place;
    const present = placeOfValue(now.traits);
    const [before, after] = [formatOf(old, present), formatOf(now, present)];
    return before === after || placeOfValue(old.traits) !== present
      ? []
      : [{ rule: "timestamp-format-changed", path, description: `${before} → ${after}` }];
  });
}

/**
 * Compares the media types of a payload, and of a string in a header, which is encoded if it has one. In JSON they have no
 * effect, but the client parses strings that contain JSON.
 */
function compareMediaTypes(pair: MemberPair): Change[] {
  const { old, now, ownerType } = pair;
  const [before, after] = [effectiveTrait(old, mediaType), effectiveTrait(now, mediaType)];
  if (before === after) {
    return [];
  }
  const path = isInherited(pair, mediaType) ? now.targetName : pair.path;
  const change: Change = {
    rule: "media-type-changed",
    path,
    description: describeTrait(mediaType, before, after),
  };
  return placesOf(pair).flatMap(([usage, place]): Change[] => {
    const isMessage = place === "message" && ownerType === "structure";
    const kind = isMessage ? resolveLocation(now.traits, roleOf(usage)).kind : place;
    if (kind === "payload" || kind === "header") {
      return [change];
    }
    const isParsed = now.target.type === "string" && [before, after].some(isJson);
    return isParsed ? [{ ...change, package: "client" }] : [];
  });
}

function isJson(type: unknown): boolean {
  return /^application\/json|\+json$/.test(String(type));
}

/** @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait */
const defaultFormats: Readonly<Record<Place, string>> = {
  message: "epoch-seconds",
  body: "epoch-seconds",
  header: "http-date",
  text: "date-time",
};

function formatOf(member: ResolvedMember, place: Place): unknown {
  return effectiveTrait(member, format) ?? defaultFormats[place];
}
