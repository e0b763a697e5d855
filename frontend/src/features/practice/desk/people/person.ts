import type { PracticePerson } from "../../../../backend/types";

// domain is what every name in the practice tenant ends in.
export const domain = "@contoso.example";

// The other company's tenant, where people can be guests.
export const away = "fabrikam.example";

// same compares what is kept: an empty value is one that is left out.
export function same(a: PracticePerson, b: PracticePerson): boolean {
  return normal(a) === normal(b);
}

function normal(person: PracticePerson): string {
  const kept = Object.entries(person)
    .filter(([, value]) => value && !(Array.isArray(value) && value.length === 0))
    .sort(([x], [y]) => (x < y ? -1 : 1));
  return JSON.stringify(kept);
}

// rebase is a draft over what the tenant has now: what was typed stays, everything else
// follows, so that saving a name doesn't unblock whoever was blocked meanwhile.
export function rebase(draft: PracticePerson, base: PracticePerson, now: PracticePerson): PracticePerson {
  const kept = Object.entries(draft).filter(
    ([field, value]) => !alike(value, base[field as keyof PracticePerson]),
  );
  return { ...now, ...Object.fromEntries(kept) };
}

function alike(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => (Array.isArray(value) && value.length === 0 ? "" : value || "");
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}
