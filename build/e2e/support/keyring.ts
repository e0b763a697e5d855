import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Child } from "./process.ts";

// Keyring is a Secret Service of its own: a message bus and an unlocked
// gnome-keyring, so that nothing of the person's is touched and no two tests meet.
export class Keyring {
  readonly address: string;
  readonly #children: Child[];

  private constructor(address: string, children: Child[]) {
    this.address = address;
    this.#children = children;
  }

  static async start(directory: string, environment: NodeJS.ProcessEnv): Promise<Keyring> {
    // A socket's path holds 107 bytes at most: the home's own directory is short.
    const socket = join(directory, "bus");
    const bus = new Child(["dbus-daemon", "--session", "--nofork", "--print-address=1", `--address=unix:path=${socket}`], {
      env: environment,
    });
    const address = (await bus.says(/^(unix:\S+)/m))[1] ?? "";
    // Whoever asks before the service is there would make the bus start another one.
    const monitor = new Child(
      ["dbus-monitor", "--address", address, "type='signal',member='NameOwnerChanged',arg0='org.freedesktop.secrets'"],
      { env: environment },
    );
    await monitor.says(/NameAcquired|NameLost/);
    const control = join(directory, "keyring");
    mkdirSync(control, { mode: 0o700 });
    const daemon = new Child(
      ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", "--control-directory", control],
      { env: { ...environment, DBUS_SESSION_BUS_ADDRESS: address }, input: "correct horse" },
    );
    const keyring = new Keyring(address, [daemon, bus]);
    await monitor.says(/member=NameOwnerChanged\n\s+string "org\.freedesktop\.secrets"/);
    await monitor.stop();
    return keyring;
  }

  async stop(): Promise<void> {
    for (const child of this.#children) await child.stop();
  }
}
