import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { App } from "../app/App";
import { type Resources, startI18n } from "../i18n/i18n";
import { type Fake, makeFake } from "./fake";

// show renders the whole window over a fake backend.
export function show(fake: Fake = makeFake(), words?: Resources) {
  const user = userEvent.setup();
  const i18n = words ? startI18n("en-XA", words) : startI18n();
  const screen = render(<App backend={fake.backend} i18n={i18n} />);
  return { fake, user, ...screen };
}
