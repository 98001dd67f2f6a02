import type { Browser } from "playwright-core";

export interface Shot {
  png: Buffer;
  /** How wide it is shown, in CSS pixels. */
  width: number;
}

/** Lays what was photographed side by side on a quiet background, as the guides show it. */
export async function framed(browser: Browser, shots: readonly Shot[], scale = 1): Promise<Buffer> {
  const page = await browser.newPage({ deviceScaleFactor: scale, viewport: { width: 100, height: 100 } });
  const images = shots.map(
    ({ png, width }) => `<img style="width:${width}px" src="data:image/png;base64,${png.toString("base64")}">`,
  );
  await page.setContent(`<style>
    body { margin: 0; width: max-content }
    main { display: flex; align-items: flex-start; gap: 20px; padding: 20px; background: #eef1f2 }
    img { display: block; background: #fff; border-radius: 10px; box-shadow: 0 1px 2px #0003, 0 4px 16px #0000001a }
  </style><main>${images.join("")}</main>`);
  const picture = await page.locator("main").screenshot();
  await page.close();
  return picture;
}
