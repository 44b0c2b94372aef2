// What several pages share: the schema, the changes that can be undone, and the last message.
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import type { Edits } from "./edits";
import { type About, type ForeignKey, Refusal, type Schema, type Table } from "./api";

export interface Change {
  label: string;
  /** Brings back what was there; guarded like every change. */
  undo: () => Promise<unknown>;
}
export interface Message {
  text: string;
  bad: boolean;
}
export interface Studio {
  about: About;
  schema: Schema;
  changes: Change[];
  /** Counts up with every change, so that the view is reloaded. */
  revision: number;
  edits: Edits;
  record: (change: Change) => void;
  undo: () => void;
  say: (message: Message | null) => void;
  reload: () => void;
}
export const StudioContext = createContext<Studio | null>(null);
export const useStudio = () => useContext(StudioContext)!;

export const tableNamed = (schema: Schema, name: string): Table | undefined =>
  schema.tables.find((t) => t.name === name) ?? schema.views.find((t) => t.name === name);
export const keysInto = (schema: Schema, name: string): { from: Table; key: ForeignKey }[] =>
  schema.tables.flatMap((from) => from.foreign_keys.filter((key) => key.table === name).map((key) => ({ from, key })));

export interface Loaded<T> {
  value: T | null;
  error: Refusal | null;
  busy: boolean;
}
/** The answer to a request, reloaded when `about` changes. An answer that comes late is dropped. */
export function useLoaded<T>(question: () => Promise<T>, about: unknown[]): Loaded<T> {
  const [state, set] = useState<Loaded<T>>({ value: null, error: null, busy: true });
  useEffect(() => {
    let dropped = false;
    set((old) => ({ ...old, busy: true }));
    question().then(
      (value) => dropped || set({ value, error: null, busy: false }),
      (error) => dropped || set({ value: null, error: asRefusal(error), busy: false }),
    );
    return () => {
      dropped = true;
    };
  }, about);
  return state;
}
export const asRefusal = (error: unknown) =>
  error instanceof Refusal ? error : new Refusal("internal", error instanceof Error ? error.message : String(error));

/** A question that a button asks. */
export function useAction<A extends unknown[], T>(action: (...args: A) => Promise<T>) {
  const [state, set] = useState<Loaded<T>>({ value: null, error: null, busy: false });
  const run = useCallback(async (...args: A) => {
    set((old) => ({ ...old, busy: true }));
    try {
      const value = await action(...args);
      set({ value, error: null, busy: false });
    } catch (error) {
      set({ value: null, error: asRefusal(error), busy: false });
    }
  }, []);
  return { ...state, run };
}
