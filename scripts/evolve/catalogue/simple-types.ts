import { bumps, type ModelChange } from "./change.ts";
import { addMember } from "./edits.ts";

/** A value of a type: as the stub has it, and as the client does where that differs. */
type Sample = readonly [type: string, value: string, inClient?: string];

/** Every simple type, by the name of the change; each is a member of the request and of the response. */
const samples: Readonly<Record<string, readonly Sample[]>> = {
  "type-boolean": [["Boolean", "false"]],
  "type-blob": [["Blob", "Uint8Array.of(0, 255, 7)"]],
  "type-timestamp": [["Timestamp", `new Date("2026-07-08T09:10:11.500Z")`]],
  "type-long": [["Long", "9007199254740991n", "9007199254740991"]],
  "type-double": [["Double", "-0.1"]],
  "type-big-numbers": [
    [
      "BigDecimal",
      `"12345678901234567890.125"`,
      `new NumericValue("12345678901234567890.125", "bigDecimal")`,
    ],
    ["BigInteger", "123456789012345678901234567890n"],
  ],
  "type-small-numbers": [
    ["Byte", "-128"],
    ["Short", "-32768"],
    ["Integer", "2147483647"],
    ["Float", "0.5"],
  ],
  "type-document": [["Document", `{ deep: [1, "two", null, { three: true }] }`]],
};

/** A member of each simple type, both ways. */
export const simpleTypes: readonly ModelChange[] = Object.entries(samples).map(([name, types]) => {
  const members = types.map(([type]) => `/// Any value.\nany${type}: ${type}`).join("\n\n");
  const object = (values: readonly string[]) =>
    `{ ${types.map(([type], index) => `any${type}: ${values[index]}`).join(", ")} }`;
  const inStub = object(types.map(([, value]) => value));
  const inClient = object(types.map(([, value, other]) => other ?? value));
  return {
    name,
    what: `members of type ${types.map(([type]) => type).join(", ")}, both ways`,
    edits: ["AssumeRoleForPodIdentityRequest", "AssumeRoleForPodIdentityResponse"].map((structure) =>
      addMember(structure, members),
    ),
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        sends: `{ ...request, ...${inClient} }`,
        arrives: `{ ...request, ...${inStub} }`,
        answers: `{ ...response, ...${inStub} }`,
        gets: `{ ...response, ...${inClient} }`,
      },
      {},
    ],
  };
});
