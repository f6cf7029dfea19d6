import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { fetchWithMaven, findJava } from "@eks-auth/codegen/smithy";
import { CommandError } from "@eks-auth/codegen/terminal";
import { installationFolder, programFolder } from "./folders.ts";
import { startLineProcess } from "./line-process.ts";
import type { Sdk } from "./sdk.ts";
import { SdkUnavailable } from "./unavailable.ts";

const run = promisify(execFile);

/** For a process that lives for seconds: optimising its code further costs more than it brings. */
const jvmOptions = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/**
 * Fetches the AWS SDK for Java and compiles the program with it.
 *
 * @throws ToolUnavailableError where there is no Java, or one that is too old, or no Maven
 * @throws SdkUnavailable where there is no compiler
 * @throws CommandError where it can't be fetched or compiled
 * @see https://github.com/aws/aws-sdk-java-v2/blob/master/core/auth/src/main/java/software/amazon/awssdk/auth/credentials/ContainerCredentialsProvider.java
 */
export async function setUpJava(): Promise<Sdk[]> {
  const java = await findJava();
  const folder = programFolder("java");
  const [pom = "", source = ""] = await Promise.all(
    ["pom.xml", "Main.java"].map((name) => readFile(join(folder, name), "utf8")),
  );
  const installation = installationFolder("java");
  await fillFolderOnce(installation, [pom, source], (target) => install(java, folder, target));
  const classPath = [join(installation, "classes"), join(installation, "jars", "*")].join(delimiter);
  return [
    {
      name: `Java ${/<artifactId>bom<\/artifactId>\s*<version>(.+)</.exec(pom)?.[1]}`,
      // Its default chain keeps the causes of first errors to itself; at a refresh it has one way left, and shows them. It
      // never reads the body of a 404.
      showsBody: (status, isFirst) => !isFirst && status !== 404,
      retries: (status) => status >= 500,
      refreshes: [110, 50],
      start: (environment) => startLineProcess(java, [...jvmOptions, "-cp", classPath, "Main"], environment),
    },
  ];
}

async function install(java: string, folder: string, target: string): Promise<void> {
  const jars = join(target, "jars");
  await fetchWithMaven(
    "copy-dependencies",
    ["--file", join(folder, "pom.xml"), `-DoutputDirectory=${jars}`],
    "the AWS SDK for Java",
  );
  const compiler = java === "java" ? "javac" : join(dirname(java), "javac");
  const args = ["-cp", join(jars, "*"), "-d", join(target, "classes"), join(folder, "Main.java")];
  try {
    await run(compiler, args);
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    throw code === "ENOENT"
      ? new SdkUnavailable(`Java's compiler was not found as \`${compiler}\`. Install a JDK.`)
      : new CommandError(`The program with the AWS SDK for Java could not be compiled:\n\n${stderr.trim()}`);
  }
}
