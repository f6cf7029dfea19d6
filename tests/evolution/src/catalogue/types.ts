import { addMember, addShapes, bumps, type ModelChange } from "./change.ts";

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

/** A type that is made of others, as a member of the request and of the response. */
function bothWays(
  name: string,
  what: string,
  shapes: string,
  value: string,
  bad?: { readonly value: string; readonly refused: string },
): ModelChange {
  const member = "/// More about it.\nextra: Extra";
  return {
    name,
    what,
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", member),
      addMember("AssumeRoleForPodIdentityResponse", member),
      addShapes(shapes),
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        sends: `{ ...request, extra: ${value} }`,
        answers: `{ ...response, extra: ${value} }`,
        wire: { sent: `{ extra: ${value} }`, answered: `{ extra: ${value} }` },
      },
      ...(bad ? [{ sends: `{ ...request, extra: ${bad.value} }`, refused: bad.refused }] : []),
      {},
    ],
  };
}

const word = `
/// A word.
@length(min: 1, max: 9)
@pattern("^[a-z]+$")
string Word
`;

/** Unions, enums, lists, maps and structures that come to the model. */
export const aggregates: readonly ModelChange[] = [
  bothWays(
    "list",
    "a list, with a length",
    `/// Words.\n@length(max: 2)\nlist Extra {\n    /// One of them.\n    member: Word\n}\n${word}`,
    `["a", "b"]`,
    { value: `["a", "b", "c"]`, refused: "/extra" },
  ),
  bothWays(
    "list-sparse",
    "a list that may have nothing in it for an item",
    `/// Numbers.\n@sparse\nlist Extra {\n    /// One of them.\n    member: Integer\n}`,
    "[1, null, 3]",
  ),
  bothWays(
    "map",
    "a map",
    `/// Words by words.\nmap Extra {\n    /// The one.\n    key: Word\n\n    /// The other.\n    value: Word\n}\n${word}`,
    `{ one: "uno" }`,
    { value: `{ one: "UNO" }`, refused: "/extra" },
  ),
  bothWays(
    "union",
    "a union",
    `/// Either.\nunion Extra {\n    /// A number.\n    count: Integer\n\n    /// A word.\n    text: Word\n}\n${word}`,
    `{ text: "word" }`,
    { value: `{ text: "WORD" }`, refused: "/extra/text" },
  ),
  bothWays(
    "enum",
    "an enum",
    `/// A colour.\nenum Extra {\n    /// Like fire.\n    RED = "red"\n\n    /// Like grass.\n    GREEN = "green"\n}`,
    `"green" as const`,
    { value: `"blue" as "red"`, refused: "/extra" },
  ),
  bothWays(
    "int-enum",
    "an intEnum",
    `/// A level.\nintEnum Extra {\n    /// Low.\n    LOW = 1\n\n    /// High.\n    HIGH = 9\n}`,
    "9 as const",
    { value: "5 as 9", refused: "/extra" },
  ),
  bothWays(
    "recursive",
    "a structure that holds itself",
    `/// A tree.\nstructure Extra {\n    /// What it is called.\n    label: Word\n\n    /// What hangs from it.\n    children: Extras\n}\n
/// Trees.\nlist Extras {\n    /// One of them.\n    member: Extra\n}\n${word}`,
    `{ label: "a", children: [{ label: "b", children: [{ label: "c" }] }, {}] }`,
    {
      value: `{ children: [{ children: [{ label: "C" }] }] }`,
      refused: "/extra/children/0/children/0/label",
    },
  ),
];
