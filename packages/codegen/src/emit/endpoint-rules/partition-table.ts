import { code, join, type Printable, type SourceFile } from "../../print/source-file.ts";
import { defaultPartition, otherPartitions, type Partition, type PartitionAttribute } from "./partitions.ts";

const all: readonly Partition[] = [...otherPartitions, defaultPartition];

/** Returns what an attribute is in all partitions; `undefined` if it differs between them. */
export function constantAttribute(attribute: PartitionAttribute): string | boolean | undefined {
  const value = defaultPartition[attribute];
  return all.every((partition) => partition[attribute] === value) ? value : undefined;
}

/** The attributes that rules read, in the order of the columns of the table. Attributes are added when code reads them. */
export class PartitionTable {
  readonly #attributes: PartitionAttribute[] = [];

  /** Prints a call of the function that finds the partition of a region. */
  find(region: Printable): Printable {
    return code`findPartition(${region})`;
  }

  /** Prints an attribute of a partition. */
  read(partition: Printable, attribute: PartitionAttribute): Printable {
    if (!this.#attributes.includes(attribute)) {
      this.#attributes.push(attribute);
    }
    return code`${partition}[${this.#attributes.indexOf(attribute) + 1}]`;
  }

  /** Prints the table and the function, unless rules read only what is the same in all partitions. */
  print(file: SourceFile): void {
    if (this.#attributes.length === 0) {
      return;
    }
    const columns = this.#attributes.map(
      (attribute) => `${attribute}: ${typeof defaultPartition[attribute]}`,
    );
    const rows = all.filter((partition) => partition === defaultPartition || !this.#isDefault(partition));
    file.declare("partitions");
    file.print`/** The names of a partition's regions, and what the rules read. */
      type Partition = readonly [${["regions: RegExp", ...columns].join(", ")}];

      /** AWS's partitions. The last one has all other regions. */
      const partitions: readonly Partition[] = [
        ${join(
          rows.map((row) => this.#printRow(row)),
          ",\n",
        )},
      ];

      /** Finds the partition of a region. */
      function findPartition(region: string): Partition {
        return partitions.find(([regions]) => regions.test(region)) as Partition;
      }\n`;
  }

  /** Whether code can't tell a partition from the default one. */
  #isDefault(partition: Partition): boolean {
    return this.#attributes.every((attribute) => partition[attribute] === defaultPartition[attribute]);
  }

  #printRow(partition: Partition): Printable {
    const regions = partition === defaultPartition ? "/^/" : `/^(${partition.regions})$/`;
    const values = this.#attributes.map((attribute) => partition[attribute]);
    return `[${[regions, ...values.map((value) => JSON.stringify(value))].join(", ")}]`;
  }
}
