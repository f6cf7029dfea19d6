import { addMember, addShapes, bumps, type ModelChange } from "./change.ts";

const word = addShapes(`/// A word.\n@length(min: 1, max: 9)\n@pattern("^[a-z]+$")\nstring Word`);
const path = "/clusters/{clusterName}/assume-role-for-pod-identity";

/** Puts every case of the contract on another path. */
function moveCases(find: string, put: string) {
  return { file: "contract.smithy", find, put, times: "any" } as const;
}

/** Where members stand in the HTTP message, and which path leads to an operation. */
export const http: readonly ModelChange[] = [
  {
    name: "header",
    what: "a header in the request, and one in the response",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", `/// A word.\n@httpHeader("X-Word")\nword: Word`),
      addMember("AssumeRoleForPodIdentityResponse", `/// A number.\n@httpHeader("X-Count")\ncount: Integer`),
      word,
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        sends: `{ ...request, word: "hello" }`,
        answers: `{ ...response, count: 7 }`,
        wire: { headers: `{ "x-word": "hello" }` },
      },
      { sends: `{ ...request, word: "HELLO" }`, refused: "/word" },
      {},
    ],
  },
  {
    name: "query",
    what: "a parameter of the query, and a list of them",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", `/// A word.\n@httpQuery("word")\nword: Word`),
      addMember("AssumeRoleForPodIdentityRequest", `/// Words.\n@httpQuery("w")\nwords: Words`),
      addShapes("/// Words.\nlist Words {\n    /// One of them.\n    member: Word\n}"),
      word,
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        sends: `{ ...request, word: "hello", words: ["a", "b"] }`,
        wire: { target: "POST /clusters/dev/assume-role-for-pod-identity?w=a&w=b&word=hello" },
      },
      {},
    ],
  },
  {
    name: "path-changed",
    what: "the operation moves to another path",
    edits: [
      { find: path, put: "/v2/pods/{clusterName}" },
      {
        file: "contract.smithy",
        find: "/assume-role-for-pod-identity",
        put: "",
        times: "any",
      },
      moveCases(`uri: "/clusters/`, `uri: "/v2/pods/`),
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [{ wire: { target: "POST /v2/pods/dev" } }],
  },
  {
    name: "label-added",
    what: "a second label in the path",
    edits: [
      { find: path, put: `${path}/{word}` },
      addMember("AssumeRoleForPodIdentityRequest", "/// A word.\n@required\n@httpLabel\nword: Word"),
      word,
      moveCases(`/assume-role-for-pod-identity"`, `/assume-role-for-pod-identity/w"`),
      moveCases(`, token: "`, `, word: "w", token: "`),
      { file: "examples.smithy", find: `, token: "`, put: `, word: "w", token: "`, times: "any" },
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        sends: `{ ...request, word: "hello" }`,
        wire: { target: "POST /clusters/dev/assume-role-for-pod-identity/hello" },
      },
    ],
  },
  {
    name: "query-to-header",
    what: "a parameter of the query becomes a header",
    base: "grown",
    edits: [{ find: `@httpQuery("search")`, put: `@httpHeader("X-Search")` }],
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        operation: "DescribeAssociation",
        sends: `{ ...wanted, search: "ours" }`,
        answers: "association",
        wire: { target: "GET /clusters/dev/associations/a-1", headers: `{ "x-search": "ours" }` },
      },
    ],
  },
  {
    name: "json-name",
    what: "a member gets another name in JSON",
    base: "grown",
    edits: [{ find: "    note: String", put: `    @jsonName("remark")\n    note: String` }],
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        operation: "DescribeAssociation",
        sends: "wanted",
        answers: "association",
        wire: { answered: `{ remark: "ours" }` },
      },
    ],
  },
  {
    name: "timestamp-format",
    what: "a timestamp becomes text in JSON",
    edits: [
      {
        find: "    expiration: Timestamp",
        put: `    @timestampFormat("date-time")\n    expiration: Timestamp`,
      },
      {
        file: "examples.smithy",
        find: "expiration: 1767225600 }",
        put: `expiration: "2026-01-01T00:00:00Z" }`,
      },
      {
        file: "contract.smithy",
        find: `"expiration": 1767225600\n`,
        put: `"expiration": "2026-01-01T00:00:00Z"\n`,
        times: "any",
      },
      {
        file: "contract.smithy",
        find: `"expiration": 1767225600,\n`,
        put: `"expiration": "2026-01-01T00:00:00Z",\n`,
        times: "any",
      },
      {
        file: "contract.smithy",
        find: `"expiration": 1767225600.5\n`,
        put: `"expiration": "2026-01-01T00:00:00.5Z"\n`,
      },
      {
        file: "contract.smithy",
        find: `"expiration": 4102444800\n`,
        put: `"expiration": "2100-01-01T00:00:00Z"\n`,
      },
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [{ wire: { answered: `{ credentials: { expiration: "2026-01-02T03:04:05Z" } }` } }],
  },
];
