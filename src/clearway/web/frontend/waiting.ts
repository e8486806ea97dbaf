// The list of what waits, was sent or was refused on this device, and the beat that tries again.
import { allOutgoing, forget, keep, type Outgoing } from "./keep";
import { flush, onChange } from "./outgoing";

const BEAT_MS = 20_000;

/** Keep `part` (hidden while there is nothing) up to date, send when there is signal, and register the worker. */
export function wait(part: HTMLElement | null): void {
  if ("serviceWorker" in navigator && window.isSecureContext) void navigator.serviceWorker.register("/sw.js");
  if (!part) return;
  const redraw = (): void => void draw(part);
  const again = (): void => void flush().then(redraw);
  onChange(redraw);
  window.addEventListener("online", again);
  window.addEventListener("offline", redraw);
  window.setInterval(again, BEAT_MS);
  redraw();
  again();
}

async function draw(part: HTMLElement): Promise<void> {
  const rows = await allOutgoing();
  const list = part.querySelector("ul")!;
  list.replaceChildren(...rows.reverse().map((row) => drawn(row, part)));
  part.hidden = rows.length === 0;
  part.dataset.waitingCount = String(rows.filter((row) => row.state === "waiting").length);
  part.dataset.sentCount = String(rows.filter((row) => row.state === "sent").length);
}

function drawn(row: Outgoing, part: HTMLElement): DocumentFragment {
  const item = part.querySelector("template")!.content.cloneNode(true) as DocumentFragment;
  const state = item.querySelector<HTMLElement>(".out-state")!;
  state.textContent = part.dataset[row.state] ?? row.state;
  state.classList.add(row.state === "sent" ? "calm" : row.state === "refused" ? "stop" : "warn");
  item.querySelector(".out-title")!.textContent = [row.number, row.title].filter(Boolean).join(" · ");
  item.querySelector(".out-told")!.textContent = row.told?.join("; ") ?? "";
  const follow = item.querySelector<HTMLAnchorElement>("a")!;
  if (row.follow) follow.href = row.follow;
  else follow.hidden = true;
  const again = item.querySelector<HTMLButtonElement>("[data-act=again]")!;
  again.hidden = row.state === "sent";
  again.onclick = () => void keep("outgoing", { ...row, state: "waiting" }).then(flush).then(() => draw(part));
  const edit = item.querySelector<HTMLButtonElement>("[data-act=edit]")!;
  edit.hidden = row.state !== "refused" || row.to !== "/report/send";
  edit.onclick = () => void rewrite(row);
  const remove = item.querySelector<HTMLButtonElement>("[data-act=remove]")!;
  remove.onclick = () => void forget("outgoing", row.id).then(() => draw(part));
  return item;
}

/** What was not accepted becomes the draft again, nothing of it lost. */
async function rewrite(row: Outgoing): Promise<void> {
  await keep("drafts", { id: "report", fields: row.fields, photos: row.photos, at: Date.now() });
  await forget("outgoing", row.id);
  location.assign("/report/");
}
