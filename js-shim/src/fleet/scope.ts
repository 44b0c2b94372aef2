// The functions of a fleet's scopes: a tenant's, the home database's, those on every shard. Each checks where its function runs before
// anything is sent.
import type { CallOptions } from "../types.js";
import type { FleetFacts, FunctionFacts } from "./facts.js";
import { refusal } from "./texts.js";

export type Perform = (name: string, facts: FunctionFacts, args: unknown, options: CallOptions | undefined) => unknown;
const performOf = Symbol("perform");

/** Makes a class whose instances have every function by domain. Domains are made once for all instances. */
export function scopeClass(facts: FleetFacts): new (perform: Perform) => object {
  class Scope {
    readonly [performOf]: Perform;
    readonly #made: Record<string, object> = {};
    constructor(perform: Perform) {
      this[performOf] = perform;
    }
    static domain(scope: Scope, name: string, functions: typeof Functions): object {
      return (scope.#made[name] ??= new functions(scope));
    }
  }
  class Functions {
    constructor(readonly scope: Scope) {}
  }
  const domains = new Map<string, typeof Functions>();
  for (const [name, known] of Object.entries(facts.functions)) {
    const dot = name.indexOf(".");
    const domain = name.slice(0, dot);
    let functions = domains.get(domain);
    if (functions === undefined) {
      class Domain extends Functions {}
      domains.set(domain, (functions = Domain));
      Object.defineProperty(Scope.prototype, domain, {
        enumerable: true,
        get(this: Scope) {
          return Scope.domain(this, domain, Domain);
        },
      });
    }
    Object.defineProperty(functions.prototype, name.slice(dot + 1), {
      value(this: Functions, args: unknown, options?: CallOptions) {
        return this.scope[performOf](name, known, args, options);
      },
    });
  }
  return Scope;
}

/** Fails where the function does not run on this side. */
export function mustRun(side: "of" | "home", name: string, facts: FunctionFacts): void {
  if (facts.runs === side) return;
  throw refusal(
    facts.runs === "none"
      ? `${name} cannot run in a fleet: ${facts.why}. Declare where it runs in fleet.json (runs_on), or split it`
      : side === "of"
        ? `${name} is a function of the home database: use fleet.home`
        : `${name} is a function of the shards: use fleet.of(tenant)`,
    name,
  );
}

/** The arguments with the tenant where it is omitted. Another tenant's is refused. */
export function withTenant(name: string, facts: FunctionFacts, args: unknown, tenant: string): unknown {
  return facts.tenant.reduce((all, place) => filled(name, all, place.split("."), tenant), args);
}
function filled(name: string, args: unknown, [first, ...rest]: string[], tenant: string): unknown {
  if (args === undefined && rest.length === 0) args = {};
  if (!isPlain(args)) return args; // the call itself refuses it
  const isList = first!.endsWith("[]");
  const field = isList ? first!.slice(0, -2) : first!;
  const value = args[field];
  if (rest.length > 0) {
    if (isList && Array.isArray(value))
      return { ...args, [field]: value.map((one) => filled(name, one, rest, tenant)) };
    return isPlain(value) ? { ...args, [field]: filled(name, value, rest, tenant) } : args;
  }
  if (value === undefined) return { ...args, [field]: tenant };
  if (typeof value === "string" && value !== tenant)
    throw refusal(`${field} is not the tenant that fleet.of() was given; nothing was sent`, name);
  return args;
}
/** Only of such an object the copy is what the object is: a getter or a prototype is refused by the call. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  return Reflect.ownKeys(value).every((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key)!;
    return typeof key === "string" && property.enumerable === true && "value" in property;
  });
}
