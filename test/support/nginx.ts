import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "./certificate.ts";

interface Place {
  /** Everything that nginx writes is below it. */
  folder: string;
  ports: { http: number; https: number; service: number };
  certificate: Certificate;
}

/** The repository's own site for nginx, on ports and in a folder of a test. `args` are what nginx is to be started with. */
export function nginxFor({ folder, ports, certificate }: Place): { args: string[]; logs: string } {
  const logs = join(folder, "logs");
  mkdirSync(logs, { recursive: true });
  writeFileSync(join(folder, "cert.pem"), certificate.cert);
  writeFileSync(join(folder, "key.pem"), certificate.key, { mode: 0o600 });
  const site = readFileSync(new URL("../../infra/machine/nginx.conf", import.meta.url), "utf8")
    .replace("listen 80;", `listen 127.0.0.1:${ports.http};`)
    .replace("listen 443 ssl", `listen 127.0.0.1:${ports.https} ssl`)
    .replace("127.0.0.1:3978", `127.0.0.1:${ports.service}`)
    .replace("/etc/letsencrypt/live/ombord.example.dk/fullchain.pem", join(folder, "cert.pem"))
    .replace("/etc/letsencrypt/live/ombord.example.dk/privkey.pem", join(folder, "key.pem"))
    .replace("/var/log/nginx/", `${logs}/`);
  writeFileSync(join(folder, "site.conf"), site);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  // As the distribution's own file: access to everything is logged there, so the site has to say otherwise.
  const main = [
    ...(process.getuid?.() === 0 ? ["user root;"] : []),
    `pid ${join(folder, "nginx.pid")};`,
    "daemon off;",
    "worker_processes 1;",
    "events {}",
    "http {",
    ...temporary,
    `access_log ${join(logs, "access.log")};`,
    `error_log ${join(logs, "error.log")};`,
    `include ${join(folder, "site.conf")};`,
    "}",
  ];
  const file = join(folder, "nginx.conf");
  writeFileSync(file, main.join("\n"));
  return { args: ["-p", folder, "-c", file, "-e", join(logs, "error.log")], logs };
}
