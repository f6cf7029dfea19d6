import type { BoundMember, Location } from "../../model/service.ts";
import type { Member } from "../../model/types.ts";
import { describeConstraints, describeType, type LinkType } from "./describe-type.ts";
import { cell, table } from "./markdown.ts";

/** A table of the members of an input, an output or an error, with their places in the HTTP message. */
export function boundMembersTable(members: readonly BoundMember[], link: LinkType): string {
  return table(
    ["member", "in", "value", "meaning"],
    members.map((member) => [
      describeName(member),
      describeLocation(member.location, member),
      describeValue(member, link),
      cell(member.documentation),
    ]),
  );
}

/** A table of the members of a structure or a union. */
export function membersTable(members: readonly Member[], link: LinkType): string {
  return table(
    ["member", "value", "meaning"],
    members.map((member) => [describeName(member), describeValue(member, link), cell(member.documentation)]),
  );
}

function describeName({ name, jsonName, required }: Member): string {
  return [
    `\`${name}\``,
    ...(name === jsonName ? [] : [`in JSON \`${jsonName}\``]),
    ...(required ? ["required"] : []),
  ].join(", ");
}

function describeValue(member: Member, link: LinkType): string {
  return [describeType(member.target, link), ...describeConstraints(member)].join("; ");
}

function describeLocation(location: Location, { name }: Member): string {
  switch (location.kind) {
    case "body":
      return "JSON";
    case "payload":
      return "whole body";
    case "label":
      return "path";
    case "query":
      return location.name === name ? "query" : `query, \`${location.name}\``;
    case "queryParams":
      return "query, all other parameters";
    case "header":
      return `header \`${location.name}\``;
    case "prefixHeaders":
      return `headers \`${location.prefix}*\``;
    case "responseCode":
      return "status";
  }
}
