import { addMember, addShapes, bumps, inBothDirections, type ModelChange } from "./change.ts";

const update = { operation: "UpdateAssociation", input: "update", output: "updated" };
const describe = { operation: "DescribeAssociation", input: "associationKey", output: "association" };
const long = `{ ...update, alias: "a".repeat(40) }`;
const replaceText = (search: string, replace: string) => [{ search, replace }];

/** Changes that look smaller in the model than they are. Calls between versions show their size. */
const underestimated: readonly ModelChange[] = [
  {
    name: "override-removed",
    description: "a member loses a length that was wider than its target's",
    startingModel: "detailed",
    edits: replaceText("    @length(min: 1, max: 60)\n", ""),
    bumps: bumps("patch", "major", "major"),
    exchanges: [{ ...update, input: long, rejectedWith: "/alias" }, update],
    mixedCalls: inBothDirections({ ...update, input: long }, ["oldClient"]),
  },
  {
    name: "token-removed",
    description: "a required member loses its idempotency token",
    startingModel: "detailed",
    edits: replaceText("    @idempotencyToken\n", ""),
    bumps: bumps("patch", "major", "none"),
    exchanges: [update],
    mixedCalls: [
      { ...update, direction: "oldClient", input: "tokenless", expectedInput: "tokenless", fails: false },
      { ...update, direction: "oldServer", input: "tokenless", expectedInput: "tokenless", fails: true },
    ],
  },
  {
    name: "token-added",
    description: "a required member with an idempotency token is added to a request",
    edits: [
      addMember(
        "AssumeRoleForPodIdentityRequest",
        "/// Makes it safe to send it again.\n@required\n@idempotencyToken\nrequestToken: RequestToken",
      ),
      addShapes(
        `/// Any text that is not repeated.\n@length(min: 1, max: 64)\n@pattern("^[0-9a-z-]+$")\nstring RequestToken`,
      ),
      {
        file: "contract.smithy",
        search: ', token: "',
        replace: ', requestToken: "r", token: "',
        times: "any",
      },
      {
        file: "contract.smithy",
        search: '{"token": "',
        replace: '{"requestToken": "r", "token": "',
        times: "any",
      },
      {
        file: "examples.smithy",
        search: ', token: "',
        replace: ', requestToken: "r", token: "',
        times: "any",
      },
    ],
    bumps: bumps("major", "minor", "major"),
    exchanges: [{ input: `{ ...request, requestToken: "r" }` }],
    mixedCalls: inBothDirections({}, ["oldClient"]),
  },
  {
    name: "status-without-body",
    description: "the status of a response with members in the body becomes 204",
    startingModel: "extended",
    edits: [
      {
        search: `associations/{associationId}", code: 200)`,
        replace: `associations/{associationId}", code: 204)`,
      },
      {
        file: "contract.smithy",
        search: `id: "DescribeAssociationResponse"\n        documentation: "The simple case."\n        protocol: restJson1\n        code: 200`,
        replace: `id: "DescribeAssociationResponse"\n        documentation: "The simple case."\n        protocol: restJson1\n        code: 204`,
      },
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        ...describe,
        expectedOutput: "{}",
        // Its types say that they are always there.
        light: { output: `{ associationId: "", createdAt: new Date(0) }` },
      },
    ],
    mixedCalls: inBothDirections(describe, ["oldClient"]),
  },
  {
    name: "default-removed-input",
    description: "a member of a request loses its default",
    startingModel: "detailed",
    edits: replaceText("priority: Integer = 5", "priority: Integer"),
    bumps: bumps("patch", "major", "major"),
    exchanges: [
      { ...update, input: `{ ...update, priority: undefined }`, expectedInput: "withoutPriority" },
      update,
    ],
    mixedCalls: inBothDirections(
      { ...update, input: "withoutPriority", expectedInput: "{ ...withoutPriority, priority: 5 }" },
      ["oldClient"],
    ),
  },
  {
    name: "cors-removed",
    description: "browsers can no longer call the service",
    edits: [{ file: "eks-auth.smithy", search: "@cors\n", replace: "" }],
    bumps: bumps("patch", "major", "major"),
    exchanges: [{}],
    mixedCalls: inBothDirections({ page: { origin: "https://a.example" } }, ["oldClient"]),
  },
  {
    name: "cors-narrowed",
    description: "only pages of one origin can call the service",
    edits: [{ file: "eks-auth.smithy", search: "@cors\n", replace: `@cors(origin: "https://a.example")\n` }],
    bumps: bumps("patch", "major", "major"),
    exchanges: [{}],
    mixedCalls: [
      ...inBothDirections({ page: { origin: "https://b.example" } }, ["oldClient"]),
      ...inBothDirections({ page: { origin: "https://a.example" } }),
    ],
  },
];

/** Changes that are smaller than they look in the model. */
const overestimated: readonly ModelChange[] = [
  {
    name: "cors-widened",
    description: "pages can send and read another header",
    edits: [
      {
        file: "eks-auth.smithy",
        search: "@cors\n",
        replace: `@cors(additionalAllowedHeaders: ["X-Page"], additionalExposedHeaders: ["X-Answer"])\n`,
      },
    ],
    bumps: bumps("patch", "none", "minor"),
    exchanges: [{}],
    mixedCalls: [
      ...inBothDirections({ page: { origin: "https://a.example" } }),
      {
        direction: "oldClient",
        page: { origin: "https://a.example", headers: ["x-page"], reads: ["x-answer"] },
        fails: false,
      },
    ],
  },
  {
    name: "default-added-input",
    description: "a member of a request gets a default",
    startingModel: "detailed",
    edits: replaceText("weight: Integer", "weight: Integer = 7"),
    bumps: bumps("patch", "patch", "minor"),
    exchanges: [{ ...update, expectedInput: "{ ...update, weight: 7 }" }],
    mixedCalls: inBothDirections(update),
  },
  {
    name: "required-with-default",
    description: "a required member with a default is added to a request",
    startingModel: "detailed",
    edits: [
      addMember("UpdateAssociationRequest", `/// Its colour.\n@required\ncolour: Alias = "red"`),
      { file: "contract.smithy", search: `clientToken: "t" }`, replace: `clientToken: "t", colour: "red" }` },
      { file: "examples.smithy", search: `clientToken: "t" }`, replace: `clientToken: "t", colour: "red" }` },
    ],
    bumps: bumps("major", "major", "minor"),
    exchanges: [{ ...update, input: `{ ...update, colour: "blue" }` }],
    mixedCalls: inBothDirections(update),
  },
  {
    name: "label-renamed",
    description: "a label of the path is renamed, with its member",
    startingModel: "detailed",
    edits: [
      { search: "associations/{associationId}", replace: "associations/{id}" },
      { search: "    associationId: AssociationId\n", replace: "    id: AssociationId\n" },
      {
        file: "contract.smithy",
        search: `associationId: "a-1", clientToken`,
        replace: `id: "a-1", clientToken`,
      },
      {
        file: "examples.smithy",
        search: `associationId: "a-1", clientToken`,
        replace: `id: "a-1", clientToken`,
      },
    ],
    // The message stays the same, but code that sets or reads the member no longer compiles.
    bumps: bumps("major", "major", "major"),
    exchanges: [{ ...update, input: renamed("update") }],
    mixedCalls: [
      { ...update, direction: "oldClient", expectedInput: renamed("update"), fails: false },
      { ...update, direction: "oldServer", input: renamed("update"), expectedInput: "update", fails: false },
    ],
  },
];

function renamed(input: string): string {
  return `(({ associationId, ...rest }) => ({ ...rest, id: associationId }))(${input})`;
}

/** Changes of the model that no message and no type shows. The bumps besides types' are for generated code. */
const details: readonly ModelChange[] = [
  detail("constraint-repeated", "a member repeats its target's length", "    nickname: Alias", [
    "    @length(min: 1, max: 30)\n    nickname: Alias",
    bumps("patch", "none", "patch"),
  ]),
  detail("json-name-equal", "a member gets its own name as its name in JSON", "    weight: Integer", [
    `    @jsonName("weight")\n    weight: Integer`,
    bumps("patch", "patch", "none", "none"),
  ]),
  detail(
    "timestamp-format-default",
    "a timestamp gets the default format of its place",
    "    updatedAt: Timestamp",
    [
      `    @timestampFormat("epoch-seconds")\n    updatedAt: Timestamp`,
      bumps("patch", "patch", "none", "none"),
    ],
  ),
  detail("header-case", "a header is written in another case", `@httpHeader("X-Since")`, [
    `@httpHeader("x-since")`,
    bumps("patch", "patch", "none", "none"),
  ]),
  detail("internal", "a member becomes internal", "    weight: Integer", [
    "    @internal\n    weight: Integer",
    bumps("patch", "patch", "none", "none"),
  ]),
  detail("added-default", "a default is marked as added later", "    priority: Integer = 5", [
    "    @addedDefault\n    priority: Integer = 5",
    bumps("patch", "none", "none"),
  ]),
  detail(
    "members-reordered",
    "two members change places",
    "    /// A short name.\n    nickname: Alias\n\n    /// How important it is.\n    priority: Integer = 5\n",
    [
      "    /// How important it is.\n    priority: Integer = 5\n\n    /// A short name.\n    nickname: Alias\n",
      bumps("patch", "patch", "patch"),
    ],
  ),
];

function detail(
  name: string,
  description: string,
  search: string,
  [replace, expected]: readonly [string, ModelChange["bumps"]],
): ModelChange {
  const since = `{ ...update, nickname: "n", weight: 2, since: new Date("2026-01-02T03:04:05Z") }`;
  const call = { ...update, input: since };
  return {
    name,
    description,
    startingModel: "detailed",
    edits: [{ search, replace }],
    bumps: expected,
    exchanges: [call],
    mixedCalls: inBothDirections(call),
  };
}

/** Changes whose size depends on what they mean, not on how the model writes it. */
export const meaning: readonly ModelChange[] = [...underestimated, ...overestimated, ...details];
