import { Failure } from "../failure.ts";

/** There is no Python on this machine that can make a virtual environment. */
export class PythonUnavailable extends Failure {}
