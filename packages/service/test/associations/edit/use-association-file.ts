import type { TempFolder } from "@eks-auth/test-kit/temp-folder";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect } from "vitest";
import type { AssociationInput } from "../../../src/associations/file/entry.ts";

export const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
export const roleArn = "arn:aws:iam::111122223333:role/new";
export const input: AssociationInput = { namespace: "bank", serviceAccount: "till", roleArn };

/** The association file of a test, which does not exist at first. */
interface AssociationFile {
  readonly folder: TempFolder;
  readonly path: string;
  read(): Promise<string>;
  write(text: string): Promise<unknown>;
  /** Returns the file's text after a change, which must leave no other file. */
  change(before: string, change: () => Promise<unknown>): Promise<string>;
}

export function useAssociationFile(): AssociationFile {
  const folder = useTempFolder("change");
  const name = "associations.yaml";
  const file: AssociationFile = {
    folder,
    path: folder.resolve(name),
    read: () => folder.read(name),
    write: (text) => folder.write(name, text),
    async change(before, change) {
      await file.write(before);
      await change();
      expect(await folder.list()).toEqual([name]);
      return file.read();
    },
  };
  return file;
}
