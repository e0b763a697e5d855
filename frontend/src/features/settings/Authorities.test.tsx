import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeFake } from "../../test/fake";
import { show } from "../../test/show";

async function open(fake = makeFake()) {
  const shown = show(fake);
  await shown.user.click(await screen.findByRole("link", { name: "Settings" }));
  const part = await screen.findByRole("region", { name: "Company certificate authorities" });
  return { ...shown, part: within(part), file: part.querySelector("input") as HTMLInputElement };
}

describe("company certificate authorities", () => {
  it("are added from a file and removed", async () => {
    const { user, fake, part, file } = await open();
    expect(await part.findByText("None added.")).toBeVisible();
    await user.upload(file, new File(["PEM"], "root.crt"));
    const added = await part.findByRole("listitem");
    expect(added).toHaveTextContent("Contoso Root CA");
    expect(added).toHaveTextContent("AA:BB:CC");
    expect(added).toHaveTextContent("until May 1, 2031");
    expect(fake.called("app.addAuthority")[0]?.args).toEqual(["PEM"]);
    await user.click(part.getByRole("button", { name: "Remove Contoso Root CA" }));
    await waitFor(() => expect(part.queryByRole("listitem")).toBeNull());
    expect(fake.called("app.removeAuthority")[0]?.args).toEqual(["AA:BB:CC"]);
    await waitFor(() => expect(part.getByRole("button", { name: "Add a file..." })).toHaveFocus());
  });

  it("say why a file is refused", async () => {
    const fake = makeFake();
    fake.fail["app.addAuthority"] = { kind: "input", code: "authority-private-key" };
    const { user, part, file } = await open(fake);
    await user.upload(file, new File(["KEY"], "root.pem"));
    expect(await part.findByRole("alert")).toBeVisible();
    expect(part.queryByRole("listitem")).toBeNull();
  });

  it("do not read what is no certificate by its size", async () => {
    const { user, fake, part, file } = await open();
    await user.upload(file, new File([new Uint8Array(2 << 20)], "film.pem"));
    expect(await part.findByText("This file is far too large for a certificate.")).toBeVisible();
    expect(fake.called("app.addAuthority")).toEqual([]);
  });
});
