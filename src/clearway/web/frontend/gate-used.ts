// Passes for a limited number of uses that went through here: a hash under a key of the day, in IndexedDB, kept until
// the pass ends. A key leaves with the last entry made under it, and cannot be read out. No other scan leaves a trace.
import type { Used } from "./gate-verify";

interface Entry {
  hash: string;
  day: string;
  made: number;
  until: number;
}

interface DayKey {
  day: string;
  key: CryptoKey;
}

const NAME = "clearway-gate";

export class UsedHere implements Used {
  constructor(private readonly now: () => number) {}

  async take(cti: Uint8Array, uses: number | bigint, until: number): Promise<boolean> {
    const database = await opened();
    await this.forget(database);
    const today = new Date(this.now() * 1000).toISOString().slice(0, 10);
    const keys = await all<DayKey>(database, "keys");
    const current = keys.find(({ day }) => day === today) ?? (await newKey(database, today));
    for (const known of keys.length ? keys : [current]) {
      const entry = await get<Entry>(database, "used", await hash(known.key, cti));
      if (entry) return this.again(database, entry, uses);
    }
    if (uses < 1) return false;
    await put(database, "used", { hash: await hash(current.key, cti), day: today, made: 1, until });
    return true;
  }

  private async again(database: IDBDatabase, entry: Entry, uses: number | bigint): Promise<boolean> {
    if (entry.made >= uses) return false;
    await put(database, "used", { ...entry, made: entry.made + 1 });
    return true;
  }

  // What ended goes, and with the last of a day its key.
  async forget(known?: IDBDatabase): Promise<void> {
    const database = known ?? (await opened());
    const entries = await all<Entry>(database, "used");
    for (const entry of entries.filter(({ until }) => until <= this.now())) await drop(database, "used", entry.hash);
    const needed = new Set(entries.filter(({ until }) => until > this.now()).map(({ day }) => day));
    needed.add(new Date(this.now() * 1000).toISOString().slice(0, 10));
    for (const { day } of await all<DayKey>(database, "keys")) if (!needed.has(day)) await drop(database, "keys", day);
  }
}

async function newKey(database: IDBDatabase, day: string): Promise<DayKey> {
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  await put(database, "keys", { day, key });
  return { day, key };
}

async function hash(key: CryptoKey, cti: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, Uint8Array.from(cti)));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("used", { keyPath: "hash" });
    request.result.createObjectStore("keys", { keyPath: "day" });
  };
  return done(request);
}

function all<T>(database: IDBDatabase, store: string): Promise<T[]> {
  return done(database.transaction(store).objectStore(store).getAll() as IDBRequest<T[]>);
}

function get<T>(database: IDBDatabase, store: string, key: string): Promise<T | undefined> {
  return done(database.transaction(store).objectStore(store).get(key) as IDBRequest<T | undefined>);
}

function put(database: IDBDatabase, store: string, value: unknown): Promise<unknown> {
  return done(database.transaction(store, "readwrite").objectStore(store).put(value));
}

function drop(database: IDBDatabase, store: string, key: string): Promise<unknown> {
  return done(database.transaction(store, "readwrite").objectStore(store).delete(key));
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
