import type { PackageKey } from "@eks-auth/codegen/semver";
import { addOperation, addShapes, type ModelEdit } from "./change.ts";
import { errorCase, operationCases } from "./contract.ts";
import { detailedEdits } from "./detailed-model.ts";
import { streamingEdits } from "./streaming-model.ts";
import * as users from "./users.ts";

/** The edits that make the `extended` model of this repository's own. */
export const extendedEdits: readonly ModelEdit[] = [
  addOperation("DescribeAssociation"),
  addShapes(`
/// Describes an association.
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

/// The association to describe.
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

    /// How much to return.
    @httpQuery("detail")
    detail: DetailLevel

    /// Text to search for in the note.
    @httpQuery("search")
    search: SearchText
}

/// The association.
@output
structure DescribeAssociationResponse {
    /// Its ID.
    @required
    associationId: String

    /// Whether it is in use.
    @required
    state: AssociationState

    /// When it was created.
    @required
    createdAt: Timestamp

    /// A note of its owner.
    note: String

    /// How often it was used.
    uses: Integer

    /// What it gives access to.
    target: AssociationTarget
}

/// The ID of an association.
@length(min: 3, max: 40)
@pattern("^a-[0-9a-z]+$")
string AssociationId

/// Text to search for.
@length(min: 1, max: 40)
@pattern("^[a-z]+$")
string SearchText

/// How much to return.
enum DetailLevel {
    /// The ID and the state.
    BRIEF

    /// All members.
    FULL
}

/// Whether an association is in use.
enum AssociationState {
    /// It is in use.
    ACTIVE

    /// It is not in use.
    RETIRED
}

/// What an association gives access to.
union AssociationTarget {
    /// A role.
    role: String

    /// Another account.
    account: String
}

/// The association is being changed.
@error("client")
@httpError(409)
structure ConflictException {
    /// What failed, for people. Programs decide by the error's name.
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

/**
 * `own` is this repository's model. `extended` has a second operation with what `own` lacks: enums, a union, a query …
 * `detailed` has another one, whose request has traits that repeat, override or fill in others. `streaming` has one that
 * returns an event stream.
 */
export type StartingModelName = "own" | "extended" | "detailed" | "streaming";

/** A model that changes start from. It is released before the change. */
interface StartingModel {
  readonly edits: readonly ModelEdit[];
  /** The methods that an implementation has. */
  readonly methods: readonly string[];
  /** The constants that exchanges use, as TypeScript. */
  readonly values: string;
  /** Programs that use every part of a package before the change. If one no longer compiles, the change breaks users. */
  readonly users: Readonly<Record<PackageKey, string>>;
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

const extendedValues = `const association = {
  associationId: "a-1",
  state: "ACTIVE" as const,
  createdAt: new Date("2026-01-02T03:04:05Z"),
  note: "ours",
  uses: 3,
  target: { role: "app" },
};
const associationKey = { clusterName: "dev", associationId: "a-1" };`;

const detailedValues = `const update = { clusterName: "dev", associationId: "a-1", clientToken: "t", priority: 1 };
const withoutPriority = { clusterName: "dev", associationId: "a-1", clientToken: "t" };
const tokenless = { clusterName: "dev", associationId: "a-1", priority: 1 };
const updated = { associationId: "a-1", updatedAt: new Date("2026-01-02T03:04:05Z") };`;

/** The models that changes start from. */
export const startingModels: Readonly<Record<StartingModelName, StartingModel>> = {
  own: {
    edits: [],
    methods: ["assumeRoleForPodIdentity"],
    values,
    users: {
      types: users.ownTypes + users.errorSwitch([]),
      client: users.ownClient,
      "client-light": users.ownLightClient,
      server: users.implement([users.assumeRole]),
    },
  },
  extended: {
    edits: extendedEdits,
    methods: ["assumeRoleForPodIdentity", "describeAssociation"],
    values: `${values}\n${extendedValues}`,
    users: {
      types: users.ownTypes + users.extendedTypes + users.errorSwitch(["ConflictException"]),
      client: users.ownClient + users.extendedClient,
      "client-light": users.ownLightClient + users.extendedLightClient,
      server: users.implement([users.assumeRole, users.describeAssociation]),
    },
  },
  detailed: {
    edits: detailedEdits,
    methods: ["assumeRoleForPodIdentity", "updateAssociation"],
    values: `${values}\n${detailedValues}`,
    users: {
      types: users.ownTypes + users.detailedTypes + users.errorSwitch([]),
      client: users.ownClient + users.detailedClient,
      "client-light": users.ownLightClient + users.detailedLightClient,
      server: users.implement([users.assumeRole, users.updateAssociation]),
    },
  },
  streaming: {
    edits: streamingEdits,
    methods: ["assumeRoleForPodIdentity", "getChanges"],
    values,
    users: {
      types: users.ownTypes + users.streamingTypes + users.errorSwitch([]),
      client: users.ownClient + users.streamingClient,
      // It has no operations with event streams.
      "client-light": users.ownLightClient,
      server: users.implement([users.assumeRole, users.getChanges]),
    },
  },
};
