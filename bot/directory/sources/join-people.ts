import type { Person } from "../../domain/organisation.ts";
import type { Account, Mapping, Organisation, Pulled, SourcePerson } from "../../domain/sources.ts";
import { isUpn } from "../columns.ts";
import { inTurns } from "../in-turns.ts";
import type { StoredDirectory } from "../stored-directory.ts";
import type { Findings } from "./findings.ts";

/** Finds out who somebody of the organisation is in Entra. */
export interface PeopleJoin {
  /** Whoever leads or stands in, by the organisation's own id or user id; null, and a finding, for whoever cannot be found. */
  find(asked: { id: string | null; userId: string | null }, place: string, as: "manager" | "standIn"): Person | null;
  /** Whether the person of the directory has no account any longer. */
  isGone(personId: string): boolean;
}

export async function joinPeople(
  { organisation, accounts }: Pulled,
  mapping: Mapping,
  stored: StoredDirectory,
  findings: Findings,
): Promise<PeopleJoin> {
  const known = await indexOf(organisation);
  const byUserId = new Map<string, Account[]>();
  const byEntraId = new Map<string, Account>();
  for await (const some of inTurns(accounts?.list ?? []))
    for (const account of some) {
      const userId = folded(account.userId);
      byEntraId.set(account.entraId, account);
      if (userId === "") continue;
      const same = byUserId.get(userId);
      if (same === undefined) byUserId.set(userId, [account]);
      else same.push(account);
    }
  const byHand = new Map(Object.entries(mapping.people).map(([userId, entraId]) => [folded(userId), entraId]));
  const byUpn = new Map(
    [...stored.person.values()]
      .filter(({ value }) => !value.retired && value.upn !== "")
      .map(({ value }) => [folded(value.upn), value]),
  );

  /** Joined by hand, else by user id, else by mail where nothing tells who has an account. */
  function accountOf(userId: string, person: SourcePerson | undefined, place: string): Account | null {
    const chosen = byHand.get(folded(userId));
    const name = person?.name ?? userId;
    if (chosen !== undefined) {
      const account = byEntraId.get(chosen) ?? madeByHand(chosen, userId);
      if (account.isEnabled) return account;
      findings.add("accountDisabled", userId, name, place);
      return null;
    }
    const found = byUserId.get(folded(userId)) ?? [];
    const enabled = found.filter(({ isEnabled }) => isEnabled);
    if (enabled.length === 1 && enabled[0] !== undefined) return enabled[0];
    if (accounts === null) {
      const same = byUpn.get(folded(person?.mail ?? null));
      if (same !== undefined) return { ...madeByHand(same.id, userId), upn: same.upn };
    }
    const code = enabled.length > 1 ? "accountTwice" : found.length > 0 ? "accountDisabled" : "noAccount";
    findings.add(code, userId, name, place);
    return null;
  }

  function isGone(personId: string): boolean {
    const account = byEntraId.get(personId);
    return accounts?.isWhole === true && (account === undefined || !account.isEnabled);
  }

  const personOf = describing(stored, mapping, { findings, isGone });
  return {
    isGone,
    find(asked, place, as) {
      const [byId, byUser] = [known.get(asked.id ?? ""), known.get(`user:${folded(asked.userId)}`)];
      if (byId !== undefined && byUser !== undefined && byId.id !== byUser.id) {
        findings.add("managersDiffer", byId.userId, byId.name, `${byUser.name} (${place})`);
        return null;
      }
      const person = byId ?? byUser;
      const userId = person?.userId ?? asked.userId ?? "";
      if (person?.isDisabled) {
        findings.add("managerDisabled", userId, person.name, place);
        return null;
      }
      const isKnown = person !== undefined || byUserId.has(folded(userId)) || byHand.has(folded(userId));
      if (!isKnown) {
        findings.add(as === "manager" ? "managerUnknown" : "standInUnknown", userId, userId || place, place);
        return null;
      }
      const account = accountOf(userId, person, place);
      return account === null ? null : personOf(account, person);
    },
  };
}

/** What is known of somebody's account and of them, put together. */
function describing(
  stored: StoredDirectory,
  mapping: Mapping,
  { findings, isGone }: { findings: Findings; isGone: (personId: string) => boolean },
) {
  /** Who has a user name: those who stay whatever the organisation says, and those who are found. Two with the same one are not guessed between. */
  const held = new Map(
    staying(stored, mapping)
      .filter(({ id }) => !isGone(id))
      .map((person) => [folded(person.upn), person]),
  );
  return (account: Account, person: SourcePerson | undefined): Person | null => {
    const before = stored.person.get(account.entraId)?.value;
    const upn = [account.upn, before?.upn, person?.mail].find((text) => text != null && isUpn(text)) ?? null;
    const name = person?.name || account.name || before?.name || "";
    const userId = account.userId ?? person?.userId ?? "";
    if (upn === null || name === "") {
      findings.add("noUserName", userId, name || userId);
      return null;
    }
    const holder = held.get(folded(upn));
    if (holder !== undefined && holder.id !== account.entraId) {
      findings.add("userNameTaken", userId, name, holder.name);
      return null;
    }
    const differs = account.name !== null && person !== undefined && folded(account.name) !== folded(person.name);
    if (differs) findings.add("namesDiffer", userId, person.name, account.name ?? "");
    const found = { id: account.entraId, upn, name, language: account.language ?? before?.language ?? "da" };
    held.set(folded(upn), found);
    return found;
  };
}

/** Those whom no source has brought, and those who have a role of the municipality's own. */
function staying(stored: StoredDirectory, { owned }: Mapping): Person[] {
  const isOwnedRole = new Set(owned.roles);
  const own = new Set([...stored.role].flatMap(([key, { value }]) => (isOwnedRole.has(key) ? [] : [value.personId])));
  const isOwned = new Set(owned.people);
  return [...stored.person.values()]
    .map(({ value }) => value)
    .filter(({ id, retired, upn }) => !retired && upn !== "" && (!isOwned.has(id) || own.has(id)));
}

/** By the organisation's own id, and by user id in whatever case. */
async function indexOf(organisation: Organisation | null): Promise<Map<string, SourcePerson>> {
  const known = new Map<string, SourcePerson>();
  for await (const some of inTurns(organisation?.people ?? []))
    for (const person of some) {
      const userId = folded(person.userId);
      if (userId !== "") known.set(`user:${userId}`, person);
      known.set(person.id, person);
    }
  return known;
}

function madeByHand(entraId: string, userId: string): Account {
  return { entraId, userId, upn: null, name: null, language: null, isEnabled: true };
}

function folded(text: string | null): string {
  return (text ?? "").normalize("NFC").trim().toLocaleLowerCase("da");
}
