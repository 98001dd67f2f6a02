import { readFile, writeFile } from "node:fs/promises";
import { Resvg } from "@resvg/resvg-js";

// npm run icons: the app package's PNG files from their SVG sources. Teams wants exactly these two sizes.
const sizes = { color: 192, outline: 32 } as const;
const folder = new URL("../../appPackage/", import.meta.url);

for (const [name, size] of Object.entries(sizes)) {
  const svg = await readFile(new URL(`${name}.svg`, folder), "utf8");
  const png = new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng();
  await writeFile(new URL(`${name}.png`, folder), png);
}
