/** The text with the mutant's fault, or nothing where its place is not found exactly once. */
export function apply(text, { find, put }) {
  const at = text.indexOf(find);
  if (at < 0 || text.indexOf(find, at + 1) >= 0) return undefined;
  return text.slice(0, at) + put + text.slice(at + find.length);
}
