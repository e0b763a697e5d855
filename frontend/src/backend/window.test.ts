import { afterEach, describe, expect, it, vi } from "vitest";
import { windowBackend } from "./window";

function install(api: Record<string, Record<string, unknown>>) {
  let emit: (event: unknown) => void = () => undefined;
  Object.assign(window, {
    go: { api },
    runtime: {
      EventsOn: (_: string, callback: (event: unknown) => void) => {
        emit = callback;
        return () => undefined;
      },
    },
  });
  return { emit: (event: unknown) => emit(event) };
}

afterEach(() => {
  Object.assign(window, { go: undefined, runtime: undefined });
});

describe("windowBackend", () => {
  it("is undefined without a bridge", () => {
    expect(windowBackend()).toBeUndefined();
  });

  it("calls the bound method with its arguments", async () => {
    const choose = vi.fn(async () => "answer");
    install({ Connection: { ChooseURL: choose } });
    const draft = { where: "" } as never;
    expect(await windowBackend()?.connection.chooseURL(draft, "https://a")).toBe("answer");
    expect(choose).toHaveBeenCalledWith(draft, "https://a");
  });

  it("rejects with a Problem, whatever the bridge rejected with", async () => {
    install({
      Profiles: {
        List: vi.fn().mockRejectedValue({ kind: "storage", code: "disk-full" }),
        Get: vi.fn().mockRejectedValue("bridge gone"),
      },
    });
    const backend = windowBackend();
    await expect(backend?.profiles.list()).rejects.toEqual({ kind: "storage", code: "disk-full" });
    await expect(backend?.profiles.get("p1")).rejects.toMatchObject({
      kind: "internal",
      detail: "bridge gone",
    });
    await expect(backend?.app.info()).rejects.toMatchObject({ kind: "internal" });
  });

  it("tells the listeners of a topic, and stops", () => {
    const { emit } = install({});
    const backend = windowBackend();
    const changed = vi.fn();
    const stop = backend?.on("profiles", changed);
    emit({ topic: "profiles", rev: 2 });
    emit({ topic: "practice", rev: 3 });
    emit(undefined);
    expect(changed).toHaveBeenCalledTimes(1);
    stop?.();
    emit({ topic: "profiles", rev: 4 });
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
