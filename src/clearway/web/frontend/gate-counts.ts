// Hourly counts, all a gate ever tells: so many of a purpose and verdict at a gate in an hour. An hour is sent once it
// is over; a random batch number makes sending it twice harmless.

type Counts = Record<string, number>;

interface Batch {
  batch: string;
  gate: number;
  counts: { hour: string; purpose: number; verdict: string; count: number }[];
}

const [OPEN, SENDING] = ["clearway-gate-counts", "clearway-gate-sending"];
const OLDEST_MS = 7 * 86_400_000;

export function count(gate: number, purpose: number, verdict: string): void {
  const counts = kept<Counts>(OPEN!, {});
  const key = [gate, hourOf(Date.now()), purpose, verdict].join("|");
  counts[key] = (counts[key] ?? 0) + 1;
  localStorage.setItem(OPEN!, JSON.stringify(counts));
}

// Send every hour that is over; what cannot be sent stays for the next time.
export async function send(): Promise<void> {
  closeHours();
  const waiting = kept<Batch[]>(SENDING!, []);
  for (const batch of waiting) {
    const answer = await fetch("/api/v1/gates/counts", {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json", "Idempotency-Key": batch.batch },
      body: JSON.stringify(batch),
    }).catch(() => null);
    if (answer === null || answer.status >= 500 || answer.status === 429) return;
    const rest = kept<Batch[]>(SENDING!, []).filter((one) => one.batch !== batch.batch);
    localStorage.setItem(SENDING!, JSON.stringify(rest));
  }
}

// Hours that are over move from counting to sending, a batch a gate; those too old to be told are dropped.
function closeHours(): void {
  const counts = kept<Counts>(OPEN!, {});
  const over = Object.entries(counts).filter(([key]) => key.split("|")[1] !== hourOf(Date.now()));
  if (!over.length) return;
  const batches = new Map<number, Batch>();
  for (const [key, number] of over) {
    const [gate, hour, purpose, verdict] = key.split("|") as [string, string, string, string];
    delete counts[key];
    if (Date.parse(hour) < Date.now() - OLDEST_MS) continue;
    const batch = batches.get(Number(gate)) ?? { batch: crypto.randomUUID(), gate: Number(gate), counts: [] };
    batch.counts.push({ hour, purpose: Number(purpose), verdict, count: number });
    batches.set(Number(gate), batch);
  }
  localStorage.setItem(SENDING!, JSON.stringify([...kept<Batch[]>(SENDING!, []), ...batches.values()]));
  localStorage.setItem(OPEN!, JSON.stringify(counts));
}

function hourOf(ms: number): string {
  return new Date(Math.floor(ms / 3_600_000) * 3_600_000).toISOString().replace(".000", "");
}

function kept<T>(name: string, otherwise: T): T {
  try {
    return (JSON.parse(localStorage.getItem(name) ?? "null") as T | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}
