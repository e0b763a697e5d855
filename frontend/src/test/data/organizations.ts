import type { OrganizationRow } from "../../backend/types";

const regions = ["EMEA", "NAM", "APJ", "GBR"];

// organizations makes some: disabled ones and a guest's among them.
export function organizations(count: number): OrganizationRow[] {
  const names = ["Contoso Sales", "Fabrikam Service", "Northwind Field", "Adatum Finance", "Tailspin Toys"];
  return Array.from({ length: count }, (_, i) => {
    const name = `${names[i % names.length]}${i < names.length ? "" : ` ${i}`}`;
    return {
      id: `org-${i}`,
      friendlyName: name,
      uniqueName: `unq${i}`,
      url: `https://${name.toLowerCase().replaceAll(" ", "-")}.crm4.dynamics.com/`,
      region: regions[i % regions.length] ?? "EMEA",
      version: `9.2.${24000 + (i % 900)}.${i % 200}`,
      disabled: i % 17 === 16,
      tenantId: i % 5 === 3 ? "t2" : "t1",
      guest: i % 5 === 3,
    };
  });
}
