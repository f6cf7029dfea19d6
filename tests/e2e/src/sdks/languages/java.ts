import { readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { fetchWithMaven, findJava } from "@eks-auth/codegen/smithy";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { installationFolder, programFolder, type Sdk, startLineProcess } from "./sdk.ts";

/** A process that runs for seconds gains nothing from more optimization. */
const jvmOptions = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/**
 * Fetches the AWS SDK for Java and compiles the program with it.
 *
 * @throws {ToolUnavailableError} if there is no Java, no compiler or no Maven, or Java is too old
 * @see https://github.com/aws/aws-sdk-java-v2/blob/master/core/auth/src/main/java/software/amazon/awssdk/auth/credentials/ContainerCredentialsProvider.java
 */
export async function setUpJava(): Promise<Sdk[]> {
  const { java, args, version } = await installJavaProgram("java");
  return [
    {
      name: `Java ${version}`,
      // The default chain hides the causes of errors of first credentials. At a refresh only one provider is left, and
      // its error is shown. It never reads the body of a 404.
      showsBody: (status, isFirst) => !isFirst && status !== 404,
      retries: (status) => status >= 500,
      refreshes: [110, 50],
      start: (environment) => startLineProcess(java, args, environment),
    },
  ];
}

/** A compiled program that uses the AWS SDK for Java. */
interface JavaProgram {
  /** The `java` command. */
  readonly java: string;
  /** Its arguments. */
  readonly args: readonly string[];
  /** The version of the SDK. */
  readonly version: string | undefined;
}

/**
 * Fetches what the pom.xml of a program names, and compiles its Main.java.
 *
 * @param name - of the folder in `programs`
 * @throws {ToolUnavailableError} if there is no Java, no compiler or no Maven, or Java is too old
 */
export async function installJavaProgram(name: string): Promise<JavaProgram> {
  const java = await findJava();
  const folder = programFolder(name);
  const [pom = "", source = ""] = await Promise.all(
    ["pom.xml", "Main.java"].map((file) => readFile(join(folder, file), "utf8")),
  );
  const installation = installationFolder(name.replaceAll("/", "-"));
  await fillFolderOnce(installation, [pom, source], (target) => install(java, folder, target));
  const classPath = [join(installation, "classes"), join(installation, "jars", "*")].join(delimiter);
  return {
    java,
    args: [...jvmOptions, "-cp", classPath, "Main"],
    version: /<artifactId>bom<\/artifactId>\s*<version>(.+)</.exec(pom)?.[1],
  };
}

async function install(java: string, folder: string, target: string): Promise<void> {
  const compiler = java === "java" ? "javac" : join(dirname(java), "javac");
  await readOutput(compiler, ["-version"]).catch((cause) => {
    throw new ToolUnavailableError(`The Java compiler was not found as \`${compiler}\`. Install a JDK.`, {
      cause,
    });
  });
  const jars = join(target, "jars");
  await fetchWithMaven(
    "copy-dependencies",
    ["--file", join(folder, "pom.xml"), `-DoutputDirectory=${jars}`],
    "the AWS SDK for Java",
  );
  await readOutput(compiler, [
    "-cp",
    join(jars, "*"),
    "-d",
    join(target, "classes"),
    join(folder, "Main.java"),
  ]);
}
