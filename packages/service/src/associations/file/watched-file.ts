import type { AssociationTable } from "./association-table.ts";
import type { FileAssociations } from "./file-associations.ts";

/** Content of an association file that is parsed already. */
export interface ParsedContent {
  readonly digest: string;
  readonly table: AssociationTable;
}

/** An association file that is watched, for what changes it. */
export interface WatchedFile {
  /** The associations in use. */
  readonly associations: FileAssociations;
  /**
   * Reads the file, if it has changed, and uses it.
   *
   * @param known - is used if it is the file's content
   * @throws UnusableFileError if the file cannot be used
   * @throws AssociationChangeError `unwritable` if the file's content is held back
   */
  refresh(known?: ParsedContent): Promise<void>;
}
