import { CommandError } from "@eks-auth/codegen/terminal";

/** There is no Python on this machine that can make a virtual environment. */
export class PythonUnavailable extends CommandError {}
