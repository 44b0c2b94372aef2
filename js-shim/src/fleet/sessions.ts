// Sessions of all databases of a fleet, and one bookmark for all of them: a token with the bookmark of each database that was asked.
import type { Binding, Statement, StatementResult } from "../binding.js";
import { refusal } from "./texts.js";

/** A D1Database. Bindings without sessions are used as they are. */
interface WithSessions extends Binding {
  withSession?(start: string): Binding;
}
const constraints = ["first-primary", "first-unconstrained"];
/** The name of the home database in a token; no shard can have it. */
const homeName = "";

export class Sessions {
  readonly home: Binding;
  readonly shards: Readonly<Record<string, Binding>>;
  readonly #known: Readonly<Record<string, string>>;
  readonly #start: string;
  readonly #open = new Map<string, SessionBinding>();

  /** `start`: a token, or where sessions begin. A database that a token does not have begins at its primary. */
  constructor(home: Binding, shards: Readonly<Record<string, Binding>>, start: string) {
    const isConstraint = constraints.includes(start);
    this.#known = isConstraint ? {} : readToken(start);
    this.#start = isConstraint ? start : "first-primary";
    this.home = this.#session(homeName, home);
    const all: Record<string, Binding> = {};
    for (const [name, binding] of Object.entries(shards)) all[name] = this.#session(name, binding);
    this.shards = all;
  }
  #session(name: string, binding: WithSessions): Binding {
    if (typeof binding.withSession !== "function") return binding;
    const session = new SessionBinding(binding, this.#known[name] ?? this.#start);
    this.#open.set(name, session);
    return session;
  }
  /** What these sessions and those before them have seen. */
  token(): string {
    const seen: Record<string, string> = { ...this.#known };
    for (const [name, session] of this.#open) {
      const bookmark = session.getBookmark();
      if (bookmark !== null) seen[name] = bookmark;
    }
    let bytes = "";
    for (const byte of new TextEncoder().encode(JSON.stringify(seen))) bytes += String.fromCharCode(byte);
    return btoa(bytes);
  }
}

/** A session that is begun when it is first used: a fleet may have thousands of shards. */
class SessionBinding implements Binding {
  #session: Binding | undefined;
  constructor(
    readonly binding: WithSessions,
    readonly start: string,
  ) {}
  get #begun(): Binding {
    return (this.#session ??= this.binding.withSession!(this.start));
  }
  prepare(sql: string): Statement {
    return this.#begun.prepare(sql);
  }
  batch(statements: Statement[]): Promise<StatementResult[]> {
    return this.#begun.batch(statements);
  }
  getBookmark(): string | null {
    return this.#session?.getBookmark?.() ?? null;
  }
}

function readToken(token: string): Record<string, string> {
  try {
    const known = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(token), (c) => c.charCodeAt(0)))) as unknown;
    const entries = Object.entries(known as object);
    if (!Array.isArray(known) && entries.every(([, bookmark]) => typeof bookmark === "string"))
      return Object.fromEntries(entries) as Record<string, string>;
  } catch {
    // Not what token() has written.
  }
  throw refusal('bookmark is a token of fleet.bookmark(), "first-primary" or "first-unconstrained"');
}
