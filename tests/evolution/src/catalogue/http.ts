import { addMember, addShapes, bumps, type ModelChange } from "./change.ts";

const word = addShapes(`/// A word.\n@length(min: 1, max: 9)\n@pattern("^[a-z]+$")\nstring Word`);
const path = "/clusters/{clusterName}/assume-role-for-pod-identity";

/** Changes the path of every test case. */
function moveCases(search: string, replace: string) {
  return { file: "contract.smithy", search, replace, times: "any" } as const;
}

/** Changes of HTTP bindings: headers, query parameters, paths, names and formats. */
export const http: readonly ModelChange[] = [
  {
    name: "header",
    description: "a header is added to the request, another to the response",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", `/// A word.\n@httpHeader("X-Word")\nword: Word`),
      addMember("AssumeRoleForPodIdentityResponse", `/// A number.\n@httpHeader("X-Count")\ncount: Integer`),
      word,
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        input: `{ ...request, word: "hello" }`,
        output: `{ ...response, count: 7 }`,
        http: { headers: `{ "x-word": "hello" }` },
      },
      { input: `{ ...request, word: "HELLO" }`, rejectedWith: "/word" },
      {},
    ],
  },
  {
    name: "query",
    description: "a query parameter and a list of query parameters are added",
    edits: [
      addMember("AssumeRoleForPodIdentityRequest", `/// A word.\n@httpQuery("word")\nword: Word`),
      addMember("AssumeRoleForPodIdentityRequest", `/// Words.\n@httpQuery("w")\nwords: Words`),
      addShapes("/// Words.\nlist Words {\n    /// One of them.\n    member: Word\n}"),
      word,
    ],
    bumps: bumps("minor", "minor", "minor"),
    exchanges: [
      {
        input: `{ ...request, word: "hello", words: ["a", "b"] }`,
        http: { target: "POST /clusters/dev/assume-role-for-pod-identity?w=a&w=b&word=hello" },
      },
      {},
    ],
  },
  {
    name: "path-changed",
    description: "the operation's path changes",
    edits: [
      { search: path, replace: "/v2/pods/{clusterName}" },
      {
        file: "contract.smithy",
        search: "/assume-role-for-pod-identity",
        replace: "",
        times: "any",
      },
      moveCases(`uri: "/clusters/`, `uri: "/v2/pods/`),
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [{ http: { target: "POST /v2/pods/dev" } }],
  },
  {
    name: "label-added",
    description: "a second label is added to the path",
    edits: [
      { search: path, replace: `${path}/{word}` },
      addMember("AssumeRoleForPodIdentityRequest", "/// A word.\n@required\n@httpLabel\nword: Word"),
      word,
      moveCases(`/assume-role-for-pod-identity"`, `/assume-role-for-pod-identity/w"`),
      moveCases(`, token: "`, `, word: "w", token: "`),
      { file: "examples.smithy", search: `, token: "`, replace: `, word: "w", token: "`, times: "any" },
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        input: `{ ...request, word: "hello" }`,
        http: { target: "POST /clusters/dev/assume-role-for-pod-identity/hello" },
      },
    ],
  },
  {
    name: "query-to-header",
    description: "a query parameter becomes a header",
    startingModel: "extended",
    edits: [{ search: `@httpQuery("search")`, replace: `@httpHeader("X-Search")` }],
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        operation: "DescribeAssociation",
        input: `{ ...associationKey, search: "ours" }`,
        output: "association",
        http: { target: "GET /clusters/dev/associations/a-1", headers: `{ "x-search": "ours" }` },
      },
    ],
  },
  {
    name: "json-name",
    description: "a member's name in JSON changes",
    startingModel: "extended",
    edits: [{ search: "    note: String", replace: `    @jsonName("remark")\n    note: String` }],
    bumps: bumps("major", "major", "major"),
    exchanges: [
      {
        operation: "DescribeAssociation",
        input: "associationKey",
        output: "association",
        http: { responseBody: `{ remark: "ours" }` },
      },
    ],
  },
  {
    name: "timestamp-format",
    description: "a timestamp becomes a string in JSON",
    edits: [
      {
        search: "    expiration: Timestamp",
        replace: `    @timestampFormat("date-time")\n    expiration: Timestamp`,
      },
      {
        file: "examples.smithy",
        search: "expiration: 1767225600 }",
        replace: `expiration: "2026-01-01T00:00:00Z" }`,
      },
      {
        file: "contract.smithy",
        search: `"expiration": 1767225600\n`,
        replace: `"expiration": "2026-01-01T00:00:00Z"\n`,
        times: "any",
      },
      {
        file: "contract.smithy",
        search: `"expiration": 1767225600,\n`,
        replace: `"expiration": "2026-01-01T00:00:00Z",\n`,
        times: "any",
      },
      {
        file: "contract.smithy",
        search: `"expiration": 1767225600.5\n`,
        replace: `"expiration": "2026-01-01T00:00:00.5Z"\n`,
      },
      {
        file: "contract.smithy",
        search: `"expiration": 4102444800\n`,
        replace: `"expiration": "2100-01-01T00:00:00Z"\n`,
      },
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [{ http: { responseBody: `{ credentials: { expiration: "2026-01-02T03:04:05Z" } }` } }],
  },
];
