// Requests as nobody should send them, from a grammar and a seeded source of chance.

export interface RawRequest {
  bytes: Buffer;
  /** Said to its end as far as its sender knows: it must be answered, or the service must hang up. */
  isWhole: boolean;
}

type Random = () => number;

const mark = "Zebrafinke-7319";
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY", "M-SEARCH", "PROPFIND"];
const oddMethods = ["CONNECT", "PRI", "get", "FOO", "", "GET GET", "G\u0000T", "é"];
const paths = [
  "/healthz",
  "/readyz",
  "/api/messages",
  "/api/me",
  "/api/barriers",
  `/api/barriers/${mark}`,
  "/api/check-ins/2026-W48/nord-dag",
  "/api/export/barriers.csv",
  "/api/admin/import",
  "/api/nothing",
  "/tab",
  "/tab/",
  "/tab/assets/x.js",
  "/",
];
const tails = [
  "",
  "/",
  "?",
  `?q=${mark}`,
  "?q=%",
  "?q=%ff&page=%00",
  "?limit=-1&team=%F0%9F%92%A9",
  "?__proto__=1&constructor=2",
  "/..",
  "/../../etc/passwd",
  "//",
  "/%2e%2e%2f",
  "/%",
  "/%zz",
  "/%c3",
  "/%00",
  "#x",
  "/\\..\\",
  "/æøå",
  "/\t",
  ";a=b",
  `/${"a".repeat(3_000)}`,
  "?".repeat(500),
];
const oddTargets = [
  "*",
  "",
  "http://[/",
  "http://",
  "http:///",
  "http://localhost",
  "http://localhost/healthz",
  "https://localhost:99999/",
  "http://a@localhost/",
  "//evil.example/healthz",
  "///",
  "localhost:443",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "\u0000",
  "/ /",
  "http://localhost/%",
  "http://xn--/",
  "http://[::ffff:127.0.0.1]/healthz",
];
const hosts = ["localhost", "127.0.0.1", "[::1]:3978", "LOCALHOST:1"];
const oddHosts = [
  "foo|bar",
  "a:b",
  "a:99999",
  "x, y",
  "<script>",
  "",
  " ",
  "[",
  "[::1",
  "a@b",
  "a/b",
  "a?b",
  "a#b",
  "a\\b",
  "%",
  "%41",
  "xn--",
  "1.2.3.4.5",
  "æ.dk",
  "a".repeat(300),
  "..",
  "-",
  ":80",
  mark,
];
const headers = [
  "Connection: keep-alive",
  "Connection: Upgrade\r\nUpgrade: websocket",
  "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
  "Upgrade: x",
  "Expect: 100-continue",
  "Expect: 200-ok",
  "Accept: ,,;q=",
  "Accept: application/xml",
  "Accept: */*;q=0",
  "Accept-Encoding: gzip;q=x, ,*",
  "Accept-Version: ^^1",
  "Accept-Language: en-",
  "Authorization: Bearer",
  "Authorization: Bearer a.b.c",
  `Authorization: Persona ${mark}`,
  "Authorization: Basic !!!",
  "Content-Type: application/json",
  "Content-Type: multipart/form-data",
  "Content-Type: ;;;",
  "Content-Encoding: gzip",
  'If-None-Match: "',
  "If-Match: W/",
  "Range: bytes=9-1",
  "Cookie: =;=",
  "X-Forwarded-Host: foo|bar",
  "X-Forwarded-Proto: ://",
  "X-HTTP-Method-Override: CONNECT",
  "__proto__: x",
  "constructor: x",
  `X-Mark: ${mark}`,
  `X-Long: ${"a".repeat(2_000)}`,
];
const oddHeaders = [
  ": x",
  "no colon",
  "A B: c",
  " folded: x",
  "X: a\u0000b",
  "X: \u00ff",
  "Host: other",
  "Content-Length: -1",
  "Content-Length: 1\r\nContent-Length: 2",
  "Content-Length: 99999999999999999999",
  "Transfer-Encoding: chunked\r\nContent-Length: 3",
  "Transfer-Encoding: gzip, chunked",
  "Transfer-Encoding: x",
  `X-Huge: ${"a".repeat(20_000)}`,
];
const bodies = ["{}", "[]", "null", '"', "{", '{"type":"message"}', `{"type":"${mark}"}`, "\u0000", "x".repeat(5_000)];

/** One request: mostly right, with something wrong in a few places. */
export function rawRequest(random: Random): RawRequest {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const happens = (share: number) => random() < share;
  const method = happens(0.9) ? pick(methods) : pick(oddMethods);
  const target = happens(0.8) ? pick(paths) + (happens(0.5) ? pick(tails) : "") : pick(oddTargets);
  const version = happens(0.95) ? "HTTP/1.1" : pick(["HTTP/1.0", "HTTP/2.0", "HTTP/9", "", "HTTX/1.1"]);
  const lines = [`${method} ${target} ${version}`];
  if (happens(0.95)) lines.push(`${pick(["Host", "host", "HOST"])}: ${happens(0.7) ? pick(hosts) : pick(oddHosts)}`);
  for (let n = Math.floor(random() * 4); n > 0; n--) lines.push(pick(headers));
  if (happens(0.1)) lines.push(pick(oddHeaders));
  const { framing, body } = bodyOf(pick, happens);
  if (framing !== "") lines.push(framing);
  const end = happens(0.97) ? "\r\n" : pick(["\n", "\r", "\n\r", "\r\n\r\n", "\u2028"]);
  const text = `${lines.join(end)}${end}${end}${body}`;
  const times = happens(0.05) ? 5 : 1;
  const bytes = Buffer.from(text.repeat(times), happens(0.9) ? "latin1" : "utf8");
  const cut = happens(0.1) ? Math.floor(random() * bytes.length) : bytes.length;
  const isMisread = lines.some((line) => oddHeaders.includes(line));
  return { bytes: bytes.subarray(0, cut), isWhole: cut === bytes.length && end === "\r\n" && !isMisread };
}

function bodyOf(
  pick: (list: readonly string[]) => string,
  happens: (share: number) => boolean,
): { framing: string; body: string } {
  if (happens(0.6)) return { framing: "", body: "" };
  const body = pick(bodies);
  if (happens(0.7)) return { framing: `Content-Length: ${Buffer.byteLength(body, "latin1")}`, body };
  return { framing: "Transfer-Encoding: chunked", body: `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` };
}
