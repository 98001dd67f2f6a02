import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "@jest/globals";
import { maxImportBytes } from "../../bot/api/import.ts";
import { environmentNames } from "../../bot/config.ts";
import { deadlineMs } from "../../bot/connections.ts";
import { makeCertificate } from "../support/certificate.ts";
import { isInstalled } from "../support/installed.ts";
import { nginxFor } from "../support/nginx.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const unit = textOf("infra/machine/ombord.service");
const site = textOf("infra/machine/nginx.conf");
const folder = mkdtempSync(join(tmpdir(), "ombord-machine-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Beside the machine's own, where the programs are: `systemd-analyze` looks whether they can be run. */
function unitHere(): string {
  const file = join(folder, "ombord.service");
  writeFileSync(file, unit.replaceAll("/opt/ombord/", root).replaceAll("=/opt/ombord", `=${root}`));
  return file;
}

function run(program: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 15_000 });
  return { status, said: stdout + stderr };
}

/** Left out where the program is missing; `.ci/run` installs it. */
const withProgram = (name: string) => (isInstalled(name) ? test : test.skip);

describe("the unit", () => {
  withProgram("systemd-analyze")("is one that systemd takes without a word (needs systemd-analyze)", () => {
    expect(run("systemd-analyze", "verify", "--man=no", unitHere())).toEqual({ status: 0, said: "" });
    const wrong = join(folder, "wrong.service");
    writeFileSync(wrong, unit.replace("Restart=always", "Restart=sometimes"));
    expect(run("systemd-analyze", "verify", "--man=no", wrong).said).toContain("sometimes");
  });

  withProgram("systemd-analyze")("is hardened: systemd calls its exposure OK (needs systemd-analyze)", () => {
    const { status, said } = run("systemd-analyze", "security", "--offline=true", "--threshold=20", unitHere());
    expect([status, said]).toEqual([0, expect.stringMatching(/Overall exposure level for ombord\.service: [01]\.\d/)]);
  });

  test("can be enabled, runs what production runs, is restarted, and has longer to stop than it takes", () => {
    expect(unit).toMatch(/^\[Install\]\nWantedBy=multi-user\.target$/m);
    const { serve }: { serve: string } = JSON.parse(textOf("package.json")).scripts;
    expect(unit).toContain(`ExecStart=/opt/ombord/node_modules/node/bin/${serve}\n`);
    expect(unit).toMatch(/^Restart=always$/m);
    const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(deadlineMs / 1000 + 30);
  });

  test("sets only variables that are read, and keeps the data where the service may write", () => {
    const names = [...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, line = ""]) =>
      line.split(" ").map((pair) => pair.split("=")[0]),
    );
    expect(["NODE_ENV", "NODE_COMPILE_CACHE", ...environmentNames]).toEqual(expect.arrayContaining(names));
    expect(unit).toContain("STORE=sqlite:/var/lib/ombord/");
    expect(unit).toMatch(/^StateDirectory=ombord$/m);
    expect(unit).toMatch(/^StateDirectoryMode=0700$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
  });
});

describe("nginx in front", () => {
  withProgram("nginx")("is set up as nginx takes it (needs nginx)", () => {
    const nginx = nginxFor({
      folder: join(folder, "nginx"),
      ports: { http: 1, https: 2, service: 3 },
      certificate: makeCertificate(),
    });
    const { status, said } = run("nginx", ...nginx.args, "-t");
    expect([status, said]).toEqual([0, expect.stringContaining("test is successful")]);
  });

  test("lets the largest import through, and little more", () => {
    const [, megabytes] = /client_max_body_size (\d+)m;/.exec(site) ?? [];
    expect(Number(megabytes) * 1024 * 1024).toBeGreaterThanOrEqual(maxImportBytes);
    expect((Number(megabytes) - 2) * 1024 * 1024).toBeLessThan(maxImportBytes);
  });

  test("keeps no address of a request", () => {
    expect(site.match(/access_log/g)).toHaveLength(2);
    expect(site.match(/access_log off;/g)).toHaveLength(2);
    expect(site).toMatch(/error_log \S+ crit;/);
  });
});

test("the command beside it works on the database of the unit, with what the unit reads", () => {
  const command = textOf("infra/machine/ombord.sh");
  expect(run("sh", "-n", join(root, "infra/machine/ombord.sh"))).toEqual({ status: 0, said: "" });
  for (const [, store = ""] of unit.matchAll(/(STORE=\S+)/g)) expect(command).toContain(`${store}\n`);
  for (const [, file = ""] of unit.matchAll(/^EnvironmentFile=(\S+)$/gm)) expect(command).toContain(`. ${file}\n`);
  expect(command).toContain("--reuid=ombord --regid=ombord");
});

test("the guide for one machine names these files, installs what runs only, and backs up before it changes anything", () => {
  const [, guide = ""] = /### På én maskine\n([\s\S]+?)\n## /.exec(textOf("docs/drift.md")) ?? [];
  for (const file of ["ombord.service", "nginx.conf", "ombord.sh"])
    expect([file, guide.includes(`infra/machine/${file}`)]).toEqual([file, true]);
  expect(guide).toMatch(/npm ci && npm run build.+\nnpm ci --omit=dev /);
  expect(guide).toMatch(
    /\*\*Opgradering\.\*\*[\s\S]+```sh\nombord backup [\s\S]+\*\*Tilbage igen\.\*\*[\s\S]+ombord\.db-wal/,
  );
});
