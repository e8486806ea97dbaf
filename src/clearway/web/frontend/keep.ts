// What a browser keeps for itself: drafts and what waits to be sent, in IndexedDB, so that neither a lost signal nor a
// closed browser loses a word or a photo.

export interface Draft {
  id: string;
  fields: Record<string, string>;
  photos: Blob[];
  /** Form names of the photos, where they are not all "photos". */
  names?: string[];
  at: number;
}

/** One report (or visit) on its way. `id` is its idempotency key: sent any number of times, it is kept once. */
export interface Outgoing extends Draft {
  to: string;
  title: string;
  state: "waiting" | "sent" | "refused";
  tries: number;
  number?: string;
  follow?: string;
  told?: string[];
}

type Store = "drafts" | "outgoing";
const NAME = "clearway";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const store of ["drafts", "outgoing"]) asked.result.createObjectStore(store, { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within<Result>(store: Store, mode: IDBTransactionMode, act: (rows: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, mode === "readwrite" ? { durability: "strict" } : {});
      const asked = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Kept when this resolves. */
export async function keep(store: Store, row: Draft | Outgoing): Promise<void> {
  await within(store, "readwrite", (rows) => rows.put(row));
}

export async function kept<Row extends Draft>(store: Store, id: string): Promise<Row | undefined> {
  return within(store, "readonly", (rows) => rows.get(id) as IDBRequest<Row | undefined>);
}

export async function allOutgoing(): Promise<Outgoing[]> {
  const rows = await within("outgoing", "readonly", (store) => store.getAll() as IDBRequest<Outgoing[]>);
  return rows.sort((one, other) => one.at - other.at);
}

export async function forget(store: Store, id: string): Promise<void> {
  await within(store, "readwrite", (rows) => rows.delete(id));
}

export function newKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
