import type { ModelEdit } from "./change.ts";
import { grownEdits } from "./grown-model.ts";
import * as users from "./users.ts";

/** `own` is this repository's model. `grown` has an operation more, with what `own` has none of: enums, a union … */
export type BaseName = "own" | "grown";

/** A model that changes start from, and is released before they do. */
export interface Base {
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
