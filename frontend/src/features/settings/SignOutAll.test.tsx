import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeFake } from "../../test/fake";
import { findQuestion, show } from "../../test/show";

describe("sign out of all", () => {
  it("asks first, and says how many profiles had a sign-in", async () => {
    const fake = makeFake();
    const { user } = show(fake);
    await user.click(await screen.findByRole("link", { name: "Settings" }));
    const part = await screen.findByRole("region", { name: "Sign-ins on this computer" });
    await user.click(within(part).getByRole("button", { name: "Sign out of all" }));
    const question = await findQuestion("Sign out of all profiles?");
    expect(fake.called("profiles.signOutAll")).toHaveLength(0);
    expect(question).toHaveTextContent("Every profile has to sign in again");
    await user.click(within(question).getByRole("button", { name: "Sign out of all" }));
    expect(await within(part).findByText("Signed out of 2 profiles.")).toBeVisible();
  });
});
