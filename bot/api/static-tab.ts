import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import type { Request, Response } from "restify";
import { acceptsGzip, matchesEtag, securityHeaders } from "./reply.ts";

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

interface BuiltFile {
  bytes: Buffer;
  /** Packed when somebody first asks for it. */
  zipped(): Buffer;
  etag: string;
  contentType: string;
  /** The bundler puts a hash of the content into the names of assets, so they never change. */
  immutable: boolean;
}

/** The built tab in memory, by path. What is not in it cannot be asked for, however the address is written. */
export type BuiltTab = ReadonlyMap<string, BuiltFile>;

/** Reads the folder that the bundler wrote. An absent folder is an empty tab. */
export function loadTab(folder: string): BuiltTab {
  const files = new Map<string, BuiltFile>();
  for (const entry of listFiles(folder)) {
    const path = relative(folder, entry).split(sep).join("/");
    const bytes = readFileSync(entry);
    files.set(path, {
      bytes,
      zipped: packedOnce(bytes),
      etag: `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`,
      contentType: contentTypes[extname(path)] ?? "application/octet-stream",
      immutable: path.startsWith("assets/"),
    });
  }
  return files;
}

function packedOnce(bytes: Buffer): () => Buffer {
  let packed: Buffer | undefined;
  return () => (packed ??= gzipSync(bytes, { level: 9 }));
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Sends a file of the tab; an address of a page of the tab gets the tab itself. Returns whether there was one. */
export function replyTab(request: Request, response: Response, tab: BuiltTab, path: string): boolean {
  const isPage = extname(path) === "";
  const file = tab.get(path === "" || isPage ? "index.html" : path);
  if (file === undefined) return false;
  const headers: Record<string, string> = {
    ...securityHeaders,
    ETag: file.etag,
    "Content-Type": file.contentType,
    "Cache-Control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    Vary: "Accept-Encoding",
  };
  if (matchesEtag(request, file.etag)) {
    response.writeHead(304, headers);
    response.end();
    return true;
  }
  const zipped = acceptsGzip(request) ? file.zipped() : file.bytes;
  const zip = zipped.length < file.bytes.length;
  const bytes = zip ? zipped : file.bytes;
  if (zip) headers["Content-Encoding"] = "gzip";
  response.writeHead(200, { ...headers, "Content-Length": String(bytes.length) });
  response.end(request.method === "HEAD" ? undefined : bytes);
  return true;
}
