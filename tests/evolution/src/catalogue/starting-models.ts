import { addShapes, type ModelEdit, offer } from "./change.ts";
import { errorCase, operationCases } from "./contract.ts";
import * as users from "./users.ts";

/** What makes the `grown` model of our own. */
export const grownEdits: readonly ModelEdit[] = [
  offer("DescribeAssociation"),
  addShapes(`
/// Tells what is known of an association.
@readonly
@http(method: "GET", uri: "/clusters/{clusterName}/associations/{associationId}", code: 200)
operation DescribeAssociation {
    input: DescribeAssociationRequest
    output: DescribeAssociationResponse
    errors: [
        ConflictException
        InternalServerException
        InvalidParameterException
        ResourceNotFoundException
    ]
}

/// Which association is asked for.
@input
structure DescribeAssociationRequest {
    /// The cluster that it belongs to.
    @required
    @httpLabel
    clusterName: ClusterName

    /// Its ID.
    @required
    @httpLabel
    associationId: AssociationId

    /// How much to tell.
    @httpQuery("detail")
    detail: DetailLevel

    /// What to look for in its note.
    @httpQuery("search")
    search: SearchText
}

/// What is known of it.
@output
structure DescribeAssociationResponse {
    /// Its ID.
    @required
    associationId: String

    /// Whether it is used.
    @required
    state: AssociationState

    /// When it was made.
    @required
    createdAt: Timestamp

    /// What its owner says about it.
    note: String

    /// How often it was used.
    uses: Integer

    /// What it leads to.
    target: AssociationTarget
}

/// The ID of an association.
@length(min: 3, max: 40)
@pattern("^a-[0-9a-z]+$")
string AssociationId

/// What is looked for.
@length(min: 1, max: 40)
@pattern("^[a-z]+$")
string SearchText

/// How much to tell.
enum DetailLevel {
    /// The ID and the state.
    BRIEF

    /// All of it.
    FULL
}

/// Whether an association is used.
enum AssociationState {
    /// It is.
    ACTIVE

    /// It is not.
    RETIRED
}

/// What an association leads to.
union AssociationTarget {
    /// A role.
    role: String

    /// Another account.
    account: String
}

/// It is being changed right now.
@error("client")
@httpError(409)
structure ConflictException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}
`),
  errorCase("ConflictException", 409),
  ...operationCases({
    operation: "DescribeAssociation",
    method: "GET",
    uri: "/clusters/dev/associations/a-1",
    badUri: "/clusters/dev/associations/A",
    input: `{ clusterName: "dev", associationId: "a-1" }`,
    output: `{ associationId: "a-1", state: "ACTIVE", createdAt: 1767225600 }`,
    body: `{"associationId": "a-1", "state": "ACTIVE", "createdAt": 1767225600}`,
  }),
];

/** `own` is this repository's model. `grown` has an operation more, with what `own` has none of: enums, a union … */
export type BaseName = "own" | "grown";

/** A model that changes start from, and is released before they do. */
interface Base {
  readonly edits: readonly ModelEdit[];
  /** The methods of an implementation. */
  readonly methods: readonly string[];
  /** What exchanges may name, as TypeScript. */
  readonly values: string;
  /** Programs that use all of a package as it is before a change. A package that they no longer compile with broke. */
  readonly users: Readonly<Record<"types" | "client" | "server", string>>;
}

const values = `const request = { clusterName: "dev", token: "e30.e30.c2ln" };
const response = {
  subject: { namespace: "default", serviceAccount: "app" },
  audience: "pods.eks.amazonaws.com",
  podIdentityAssociation: { associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/dev/a-1", associationId: "a-1" },
  assumedRoleUser: { arn: "arn:aws:sts::111122223333:assumed-role/app/eks-dev", assumeRoleId: "AROAEXAMPLE:eks-dev" },
  credentials: {
    sessionToken: "session",
    secretAccessKey: "secret",
    accessKeyId: "ASIAEXAMPLE",
    expiration: new Date("2026-01-02T03:04:05Z"),
  },
};`;

const grownValues = `const association = {
  associationId: "a-1",
  state: "ACTIVE" as const,
  createdAt: new Date("2026-01-02T03:04:05Z"),
  note: "ours",
  uses: 3,
  target: { role: "app" },
};
const wanted = { clusterName: "dev", associationId: "a-1" };`;

/** The models that changes start from. */
export const bases: Readonly<Record<BaseName, Base>> = {
  own: {
    edits: [],
    methods: ["assumeRoleForPodIdentity"],
    values,
    users: {
      types: users.ownTypes + users.errorSwitch([]),
      client: users.ownClient,
      server: users.implement([users.assumeRole]),
    },
  },
  grown: {
    edits: grownEdits,
    methods: ["assumeRoleForPodIdentity", "describeAssociation"],
    values: `${values}\n${grownValues}`,
    users: {
      types: users.ownTypes + users.grownTypes + users.errorSwitch(["ConflictException"]),
      client: users.ownClient + users.grownClient,
      server: users.implement([users.assumeRole, users.describeAssociation]),
    },
  },
};
