export interface Deferred<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
}

// deferred is a promise that somebody else keeps.
export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
