import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Resvg } from "@resvg/resvg-js";

const folder = new URL("../../appPackage/", import.meta.url);

/** Width and height of a PNG, from its header. */
function pngSize(name: string): [number, number] {
  const png = readFileSync(new URL(name, folder));
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

function pixelsOf(name: string): { red: number; green: number; blue: number; alpha: number }[] {
  const png = readFileSync(new URL(name, folder)).toString("base64");
  const [width, height] = pngSize(name);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${png}"/></svg>`;
  const bytes = new Resvg(svg).render().pixels;
  return Array.from({ length: bytes.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = bytes.subarray(index * 4, index * 4 + 4);
    return { red, green, blue, alpha };
  });
}

describe("the icons", () => {
  test("have the two sizes that Teams demands", () => {
    expect(pngSize("color.png")).toEqual([192, 192]);
    expect(pngSize("outline.png")).toEqual([32, 32]);
  });

  test("are what their drawings give", () => {
    for (const name of ["color", "outline"]) {
      const drawing = readFileSync(new URL(`${name}.svg`, folder), "utf8");
      const rendered = new Resvg(drawing, { fitTo: { mode: "width", value: pngSize(`${name}.png`)[0] } }).render();
      expect(rendered.asPng().equals(readFileSync(new URL(`${name}.png`, folder)))).toBe(true);
    }
  });

  test("the outline is white on transparent", () => {
    const pixels = pixelsOf("outline.png");
    const inked = pixels.filter(({ alpha }) => alpha > 0);
    expect(inked.length).toBeGreaterThan(pixels.length / 5);
    expect(inked.length).toBeLessThan(pixels.length / 1.5);
    // Premultiplied: a white pixel's channels equal its alpha.
    for (const { red, green, blue, alpha } of inked) expect([red, green, blue]).toEqual([alpha, alpha, alpha]);
  });

  test("the colour icon fills its square", () => {
    expect(pixelsOf("color.png").every(({ alpha }) => alpha === 255)).toBe(true);
  });
});
