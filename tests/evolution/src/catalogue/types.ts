import { addMember, addShapes, bumps, type ModelChange } from "./change.ts";

/** A value of a type in the stub, and in the client if that differs. */
type Sample = readonly [type: string, value: string, inClient?: string];

/** Samples of the simple types, by the name of the change. */
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

/** Changes that add members of simple types to the request and to the response. */
export const simpleTypes: readonly ModelChange[] = Object.entries(samples).map(([name, types]) => {
  const members = types.map(([type]) => `/// Any value.\nany${type}: ${type}`).join("\n\n");
  const object = (values: readonly string[]) =>
    `{ ${types.map(([type], index) => `any${type}: ${values[index]}`).join(", ")} }`;
  const inStub = object(types.map(([, value]) => value));
  const inClient = object(types.map(([, value, other]) => other ?? value));
  return {
    name,
    description: `members of type ${types.map(([type]) => type).join(", ")} are added to request and response`,
    edits: ["AssumeRoleForPodIdentityRequest", "AssumeRoleForPodIdentityResponse"].map((structure) =>
      addMember(structure, members),
    ),
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        input: `{ ...request, ...${inClient} }`,
        expectedInput: `{ ...request, ...${inStub} }`,
        output: `{ ...response, ...${inStub} }`,
        expectedOutput: `{ ...response, ...${inClient} }`,
        light: { input: `{ ...request, ...${inStub} }`, output: `{ ...response, ...${inStub} }` },
      },
      {},
    ],
  };
});

/** Adds a member of an aggregate type to the request and to the response. */
function addToBoth(
  name: string,
  description: string,
  shapes: string,
  value: string,
  invalid?: { readonly value: string; readonly rejectedWith: string },
): ModelChange {
  const member = "/// Additional data.\nextra: Extra";
  return {
    name,
    description,
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", member),
      addMember("AssumeRoleForPodIdentityResponse", member),
      addShapes(shapes),
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        input: `{ ...request, extra: ${value} }`,
        output: `{ ...response, extra: ${value} }`,
        http: { requestBody: `{ extra: ${value} }`, responseBody: `{ extra: ${value} }` },
      },
      ...(invalid
        ? [{ input: `{ ...request, extra: ${invalid.value} }`, rejectedWith: invalid.rejectedWith }]
        : []),
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

/** Changes that add unions, enums, lists, maps and structures. */
export const aggregates: readonly ModelChange[] = [
  addToBoth(
    "list",
    "a list with a length limit is added",
    `/// Words.\n@length(max: 2)\nlist Extra {\n    /// An item.\n    member: Word\n}\n${word}`,
    `["a", "b"]`,
    { value: `["a", "b", "c"]`, rejectedWith: "/extra" },
  ),
  addToBoth(
    "list-sparse",
    "a sparse list is added",
    `/// Numbers.\n@sparse\nlist Extra {\n    /// An item.\n    member: Integer\n}`,
    "[1, null, 3]",
  ),
  addToBoth(
    "map",
    "a map is added",
    `/// Words by words.\nmap Extra {\n    /// A word.\n    key: Word\n\n    /// Its translation.\n    value: Word\n}\n${word}`,
    `{ one: "uno" }`,
    { value: `{ one: "UNO" }`, rejectedWith: "/extra" },
  ),
  addToBoth(
    "union",
    "a union is added",
    `/// A number or a word.\nunion Extra {\n    /// A number.\n    count: Integer\n\n    /// A word.\n    text: Word\n}\n${word}`,
    `{ text: "word" }`,
    { value: `{ text: "WORD" }`, rejectedWith: "/extra/text" },
  ),
  addToBoth(
    "enum",
    "an enum is added",
    `/// A colour.\nenum Extra {\n    /// Red.\n    RED = "red"\n\n    /// Green.\n    GREEN = "green"\n}`,
    `"green" as const`,
    { value: `"blue" as "red"`, rejectedWith: "/extra" },
  ),
  addToBoth(
    "int-enum",
    "an intEnum is added",
    `/// A level.\nintEnum Extra {\n    /// Low.\n    LOW = 1\n\n    /// High.\n    HIGH = 9\n}`,
    "9 as const",
    { value: "5 as 9", rejectedWith: "/extra" },
  ),
  addToBoth(
    "recursive",
    "a recursive structure is added",
    `/// A tree.\nstructure Extra {\n    /// The name of the node.\n    label: Word\n\n    /// The nodes below it.\n    children: Extras\n}\n
/// Trees.\nlist Extras {\n    /// An item.\n    member: Extra\n}\n${word}`,
    `{ label: "a", children: [{ label: "b", children: [{ label: "c" }] }, {}] }`,
    {
      value: `{ children: [{ children: [{ label: "C" }] }] }`,
      rejectedWith: "/extra/children/0/children/0/label",
    },
  ),
];
