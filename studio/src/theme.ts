// Light or dark: the system's choice, until someone makes one here.
import { useLayoutEffect, useState } from "preact/hooks";

export type Theme = "system" | "light" | "dark";
const next: Record<Theme, Theme> = { system: "dark", dark: "light", light: "system" };

function stored(): Theme {
  try {
    const value = localStorage.getItem("squall-studio-theme");
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}
export function useTheme(): [Theme, () => void] {
  const [theme, set] = useState<Theme>(stored);
  // Before the page is painted: after it, the page would flash in the other theme.
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = theme === "system" ? "" : theme;
    try {
      localStorage.setItem("squall-studio-theme", theme);
    } catch {
      // a browser that keeps nothing
    }
  }, [theme]);
  return [theme, () => set((old) => next[old])];
}
