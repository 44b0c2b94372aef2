// What EXPLAIN QUERY PLAN says, as a tree. A step that reads a table from end to end is marked.
import type { PlanNode } from "./api";

const kindOf = (detail: string) =>
  /^SCAN(?! CONSTANT)/.test(detail) && !/VIRTUAL TABLE/.test(detail)
    ? "scan"
    : /^SEARCH/.test(detail)
      ? "search"
      : /TEMP B-TREE/.test(detail)
        ? "sort"
        : "";

export function PlanTree({ nodes }: { nodes: PlanNode[] }) {
  if (nodes.length === 0) return <p class="empty">SQLite has no plan for this: it reads no table.</p>;
  return <Children nodes={nodes} parent={0} top />;
}
function Children({ nodes, parent, top }: { nodes: PlanNode[]; parent: number; top?: boolean }) {
  const mine = nodes.filter((n) => n.parent === parent);
  if (mine.length === 0) return null;
  return (
    <ul class="plan" role={top ? "tree" : "group"} aria-label={top ? "Query plan" : undefined}>
      {mine.map((n) => (
        <li key={n.id} role="treeitem" class={kindOf(n.detail)}>
          <span>{n.detail}</span>
          <Children nodes={nodes} parent={n.id} />
        </li>
      ))}
    </ul>
  );
}
