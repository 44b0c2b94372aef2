// What a button opens below itself. Escape closes it, and so does the focus when it leaves.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

export function Menu({ title, label, children }: { title: string; label?: string; children: ComponentChildren }) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute("open");
  return (
    <details
      class="menu"
      ref={details}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !details.current?.open) return;
        event.stopPropagation();
        close();
        details.current.querySelector("summary")?.focus();
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget && !details.current?.contains(event.relatedTarget as Node)) close();
      }}
    >
      <summary aria-label={label}>{title}</summary>
      <div class="menu-body" tabIndex={-1}>
        {children}
      </div>
    </details>
  );
}
