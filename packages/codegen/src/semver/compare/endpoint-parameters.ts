import { parameterKey } from "../../emit/client-light/endpoint-type.ts";
import type { EndpointParameter } from "../../model/endpoint-rules.ts";
import type { RuleId } from "../rules/rules.ts";

/** The values of a trait before and after, `undefined` if it is absent. */
interface Values {
  readonly before: unknown;
  readonly after: unknown;
}

/** Finds the rule for changed endpoint rules: whether code that sets their parameters still compiles. */
export function ruleOfEndpointRules({ before, after }: Values): RuleId {
  const [old, now] = [before, after].map((trait) => byIdentity((trait as RuleSet | undefined)?.parameters));
  const isBroken =
    losesParameter(old, now) ||
    [...(now ?? [])].some(([key, parameter]) => isNeeded(parameter) && !isNeeded(old?.get(key)));
  return isBroken ? "endpoint-parameters-changed" : "endpoints-changed";
}

/** Finds the rule for changed parameters that are options of a client. */
export function ruleOfClientParameters({ before, after }: Values): RuleId {
  const [old, now] = [before, after].map((trait) => new Map(Object.entries((trait ?? {}) as Parameters)));
  if (losesParameter(old, now)) {
    return "client-option-removed";
  }
  return [...(now ?? [])].some(([name]) => !old?.has(name)) ? "client-option-added" : "documentation-changed";
}

type Parameters = Readonly<Record<string, EndpointParameter>>;
type ParameterMap = ReadonlyMap<string, EndpointParameter> | undefined;

/** The traits with endpoint rules. */
interface RuleSet {
  readonly parameters?: Parameters;
}

/** Code names a parameter by the option of every client that it is, or by its own name. */
function byIdentity(parameters: Parameters = {}): ParameterMap {
  return new Map(
    Object.entries(parameters).map(([name, parameter]) => [parameterKey(name, parameter), parameter]),
  );
}

function losesParameter(old: ParameterMap, now: ParameterMap): boolean {
  // The types of old models begin with a capital letter.
  const typeOf = (parameter: EndpointParameter | undefined) => parameter?.type.toLowerCase();
  return [...(old ?? [])].some(([key, parameter]) => typeOf(parameter) !== typeOf(now?.get(key)));
}

/** Whether code must set a parameter. */
function isNeeded(parameter: EndpointParameter | undefined): boolean {
  return parameter?.required === true && parameter.default === undefined;
}
