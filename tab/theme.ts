import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
  teamsHighContrastTheme,
} from "@fluentui/react-components";
import type { ThemeName } from "./host.ts";

// One accent, the petrol of the heatmap, in Fluent's sixteen steps.
const petrol: BrandVariants = {
  10: "#031719",
  20: "#08272b",
  30: "#0a3940",
  40: "#0b4850",
  50: "#0b5761",
  60: "#0b6672",
  70: "#0c707d",
  80: "#0e7c8a",
  90: "#2b8e9b",
  100: "#479fab",
  110: "#61b0ba",
  120: "#7bc0c9",
  130: "#95d0d7",
  140: "#b0dfe5",
  150: "#cbedf1",
  160: "#e5f7f9",
};

/** Made when it is first shown: three of the four are never seen by most. */
const makers: Record<ThemeName, () => Theme> = {
  default: () => createLightTheme(petrol),
  dark: () => ({
    ...createDarkTheme(petrol),
    colorBrandForeground1: petrol[120],
    colorBrandForeground2: petrol[130],
  }),
  contrast: () => teamsHighContrastTheme,
  // Only the page itself lets the host's blurred background through; what is drawn over it must hide it.
  glass: () => createLightTheme(petrol),
};
const made: Partial<Record<ThemeName, Theme>> = {};

export function themeOf(name: ThemeName): Theme {
  made[name] ??= makers[name]();
  return made[name];
}
