import type { Page } from "playwright-core";

/** What colours a picture holds, the most common first. `reader` reads it: the tab's own security policy lets it fetch none. */
export function colorsIn(reader: Page, png: Buffer): Promise<string[]> {
  return reader.evaluate(
    async (data) => {
      const bitmap = await createImageBitmap(await (await fetch(data)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.drawImage(bitmap, 0, 0);
      const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
      const counts = new Map<string, number>();
      for (let at = 0; at < pixels.length; at += 4) {
        const color = pixels.slice(at, at + 3).join(" ");
        counts.set(color, (counts.get(color) ?? 0) + 1);
      }
      return [...counts].toSorted(([, one], [, other]) => other - one).map(([color]) => color);
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
}
