import type { Association } from "./association.ts";
import type { AssociationInput } from "./file/entry.ts";

/** An association, with what tools that manage it store with it. */
export interface ManagedAssociation extends Association {
  readonly tags: Readonly<Record<string, string>>;
  /** Undefined if it was written by hand. */
  readonly createdAt: Date | undefined;
  /** When it was last changed by this API; undefined if it was only written by hand. */
  readonly modifiedAt: Date | undefined;
}

/** An association of a list. Its tags are not in memory everywhere: `get` returns them. */
export type ListedAssociation = Omit<ManagedAssociation, "tags">;

/** An association to create. */
export interface NewAssociation extends Omit<AssociationInput, "createdAt" | "modifiedAt" | "requestDigest"> {
  /**
   * Identifies the request. A second request with the same token and the same other members returns the existing
   * association, also after a restart.
   */
  readonly requestToken?: string | undefined;
}

/**
 * What to change in an association. A member that is undefined stays as it is, and null removes it. The names can't change:
 * they decide the ID.
 */
export interface AssociationUpdate {
  readonly roleArn?: string | undefined;
  readonly targetRoleArn?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly disableSessionTags?: boolean | undefined;
  readonly policy?: string | null | undefined;
  /** Tags to set, by key; null removes a tag. The others stay. */
  readonly tags?: Readonly<Record<string, string | null>> | undefined;
}

/** Which associations to list. */
export interface ListAssociationsOptions {
  /** Only associations whose ID is greater than this one, which need not exist (any more). */
  readonly after?: string | undefined;
  /** The most associations of the page. */
  readonly limit: number;
  /** Only associations with exactly this namespace, as it is written: a glob does not match names. */
  readonly namespace?: string | undefined;
  /** Only associations with exactly this service account, as it is written. */
  readonly serviceAccount?: string | undefined;
}

/** A part of the associations, sorted by ID. */
export interface AssociationPage {
  readonly associations: readonly ListedAssociation[];
  /** Whether there are more after the last one. */
  readonly hasMore: boolean;
}

/** The most associations of a cluster, as on EKS. Only an editor's `create` refuses more. */
export const maxAssociations = 5000;

/**
 * Changes the associations of a cluster. When a change returns, it is stored durably, and the cluster's `find` and this
 * editor use it, unless another process has made the file unusable since. Others can change the associations at the same
 * time; no change is lost.
 *
 * Its methods throw AssociationChangeError with the reason and the fix, and UnusableFileError if a file cannot be read or is
 * not valid.
 */
export interface AssociationEditor {
  /** Lists associations by ID. A page is complete and without repetition while others change associations. */
  list(options: ListAssociationsOptions): Promise<AssociationPage>;
  /** @returns undefined if there is no association with this ID */
  get(id: string): Promise<ManagedAssociation | undefined>;
  /**
   * Creates an association.
   *
   * @throws AssociationChangeError `exists`, `invalid`, `limit` if there are 5,000 already, `token_reused`
   * if an association was created with the same request token and other members, `busy`, `unwritable`
   */
  create(association: NewAssociation): Promise<ManagedAssociation>;
  /**
   * Changes an association. What the update does not name stays, also what only a file can have.
   *
   * @throws AssociationChangeError `missing`, `invalid`, `busy`, `unwritable`
   */
  update(id: string, update: AssociationUpdate): Promise<ManagedAssociation>;
  /**
   * Deletes an association.
   *
   * @returns the deleted association
   * @throws AssociationChangeError `missing`, `busy`, `unwritable`
   */
  delete(id: string): Promise<ManagedAssociation>;
}
