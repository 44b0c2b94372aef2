// The mode of a function. An unknown mode means the old function: a typo in a flag must break nothing.

/** The old function alone; the old one, with squall's beside it; squall's alone. */
export type Mode = "legacy" | "shadow" | "squall";

/** "*=legacy agents=shadow agents.get=squall", or a function of domain.function, which may look into a KV namespace. */
export type ModeSource = string | undefined | ((name: string) => unknown);

const isMode = (mode: unknown): mode is Mode => mode === "legacy" || mode === "shadow" || mode === "squall";

/** The nearest flag decides: of the function, of its domain, of all. A mode alone stands for all. */
function modeInText(text: string, name: string): unknown {
  const flags = new Map<string, string>();
  for (const part of text.split(/[\s,;]+/)) {
    const [key, mode] = part.includes("=") ? part.split("=", 2) : ["*", part];
    if (part !== "") flags.set(key!, mode!);
  }
  const domain = name.slice(0, Math.max(0, name.indexOf(".")));
  return flags.get(name) ?? flags.get(domain) ?? flags.get("*");
}

export async function modeOf(source: ModeSource, name: string): Promise<Mode> {
  try {
    const mode = typeof source === "function" ? await source(name) : modeInText(source ?? "", name);
    return isMode(mode) ? mode : "legacy";
  } catch {
    return "legacy";
  }
}
