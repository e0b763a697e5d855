// platforms are the headings of Entra's page Authentication, as registrations name them.
export const platforms = ["public", "web", "spa"] as const;

export function platformKey(platform: string) {
  const known = platforms.find((each) => each === platform) ?? "public";
  return `apps.platforms.${known}` as const;
}
