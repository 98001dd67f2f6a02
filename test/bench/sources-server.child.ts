import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// The foreign servers of one municipality of real size, as they are documented; argv is which night it is, and each is another where it is
// "every". Tells its parent the port.

const [, , night = "first"] = process.argv;
const sizes = { teams: 250, areas: 60, people: 5500, leaders: 210, systems: 400 };
const uuid = (kind: string, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;
const list = (count: number) => Array.from({ length: count }, (_, n) => n);
const renamed = night === "first" ? "" : " (ny)";
const unit = (id: string, name: string, parent: string | null, leader: number | null) => ({
  ...{
    uuid: id,
    name,
    parentOrgUnitUuid: parent,
    inheritKle: false,
    level: "NONE",
    klePerforming: [],
    kleInterest: [],
  },
  manager: leader === null ? null : { uuid: uuid("c", leader), userId: `U${leader}` },
});
const organisation = {
  users: list(sizes.people).map((n) => ({
    ...{
      extUuid: uuid("f", n),
      uuid: uuid("c", n),
      userId: `U${n}`,
      name: `Person ${n} Efternavn`,
      email: null,
      cpr: "3101019999",
    },
    ...{ disabled: false, functions: [], klePerforming: [], kleInterest: [] },
    positions: [
      { name: "Medarbejder", orgUnitUuid: uuid("b", n % sizes.teams), titleUuid: uuid("9", 1), doNotInherit: false },
    ],
  })),
  orgUnits: [
    unit(uuid("a", 0), "Kommunen", null, null),
    ...list(sizes.areas).map((n) => unit(uuid("a", n + 1), `Område ${n}`, uuid("a", n < 6 ? 0 : 1 + (n % 6)), null)),
    ...list(sizes.teams).map((n) =>
      unit(uuid("b", n), `Team ${n}${n < 5 ? renamed : ""}`, uuid("a", 1 + (n % sizes.areas)), n % sizes.leaders),
    ),
  ],
};
const answers: Record<string, unknown> = {
  "/api/manager": [],
  "/api/authorize/GetToken": { token: "t", loginSuccessful: true },
  "/api/v2/organizations": [{ uuid: uuid("7", 1) }],
  units: list(sizes.teams).map((n) => ({ uuid: uuid("6", n), name: `Team ${n}`, externalOriginUuid: uuid("b", n) })),
  usages: list(sizes.systems).map((n) => ({
    ...{ uuid: uuid("5", n), systemContext: { uuid: uuid("4", n), name: `System ${n}` } },
    general: {
      localCallName: `ord ${n}`,
      numberOfExpectedUsers: { lowerBound: 100, upperBound: 499 },
      validity: { lifeCycleStatus: "Operational" },
    },
    organizationUsage: {
      usingOrganizationUnits: list(100).map((team) => ({
        uuid: uuid("6", (team * 3 + n) % sizes.teams),
        name: `Team ${(team * 3 + n) % sizes.teams}`,
      })),
    },
  })),
  "/t/oauth2/v2.0/token": { access_token: "t" },
  "/v1.0/users": {
    value: list(sizes.people).map((n) => ({
      id: uuid("d", n),
      userPrincipalName: `p${n}@x.example`,
      displayName: `Person ${n} Efternavn`,
      accountEnabled: true,
      userType: "Member",
      onPremisesSamAccountName: `U${n}`,
    })),
  },
};

/** As it goes out: on this machine the foreign servers are to cost next to nothing, for in truth they are others. */
const written = new Map<string, string>();
const people = JSON.stringify(organisation.users);

function answerOf({ pathname, searchParams }: URL): string {
  if (pathname === "/api/organisation/v3")
    return `{"users":${people},"orgUnits":${JSON.stringify(organisation.orgUnits)}}`;
  const isUnits = pathname.endsWith("/organization-units");
  const paged = isUnits ? "units" : pathname.endsWith("usages") ? "usages" : null;
  const from = Number(searchParams.get("page") ?? 0) * 250;
  const key = `${pathname} ${from}`;
  const rows = paged === null ? answers[pathname] : (answers[paged] as unknown[]).slice(from, from + 250);
  const answer = written.get(key) ?? JSON.stringify(rows ?? null);
  written.set(key, answer);
  return answer;
}

let nights = 0;
const server = createServer((request, response) => {
  const url = new URL(request.url ?? "", "http://h");
  if (night === "every" && url.pathname === "/api/organisation/v3") {
    nights += 1;
    for (const one of organisation.orgUnits.slice(-5)) one.name = `Team ${one.uuid.slice(-3)} ${nights}`;
  }
  response.end(answerOf(url));
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
