// The report form on a phone: the draft survives, photos are made small and can be covered, and a report written
// without signal is sent later, once. Without this file the plain form works.
import { openAlbum } from "./album";
import { allOutgoing, forget, keep, kept, newKey, type Draft, type Outgoing } from "./keep";
import { flush } from "./outgoing";
import { wait } from "./waiting";

const DRAFT = "report";
const form = document.querySelector<HTMLFormElement>("#report-form");
const words = document.querySelector<HTMLElement>("#report-words")?.dataset ?? {};

if (form) start(form);
wait(document.querySelector("#outgoing"));

function start(form: HTMLFormElement): void {
  const album = openAlbum(form.querySelector<HTMLElement>("[data-album]")!, () => void save());
  const look = document.querySelector<HTMLElement>("#look")!;
  let clock = 0;
  const later = (): void => { clearTimeout(clock); clock = window.setTimeout(() => void save(), 250); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => { event.preventDefault(); void check(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) void save(); });
  offerLocation(form);
  followNear(form, (number) => void tap(number));
  look.querySelector("[data-act=back]")?.addEventListener("click", back);
  look.querySelector("[data-act=send]")?.addEventListener("click", () => void send());
  void restore();

  async function save(): Promise<void> {
    const fields = answers(form);
    const written = Object.entries(fields).some(([name, value]) => value && name !== "since");
    if (!written && !album.photos.length) return forget("drafts", DRAFT);
    await keep("drafts", { id: DRAFT, fields, photos: album.photos, at: Date.now() });
    form.dataset.saved = `${fields.text?.length ?? 0}/${album.photos.length}`;
  }

  async function restore(): Promise<void> {
    const draft = document.querySelector(".error-summary") ? undefined : await kept<Draft>("drafts", DRAFT);
    if (draft) {
      fill(form, draft.fields);
      await album.show(draft.photos);
      const told = document.querySelector<HTMLElement>("#draft-told")!;
      told.hidden = false;
      told.querySelector("button")?.addEventListener("click", () => void clear());
    }
    form.dataset.ready = "1";
  }

  async function clear(): Promise<void> {
    form.reset();
    fill(form, Object.fromEntries(Object.keys(answers(form)).map((name) => [name, ""])));
    await album.show([]);
    await forget("drafts", DRAFT);
    document.querySelector<HTMLElement>("#draft-told")!.hidden = true;
  }

  async function check(): Promise<void> {
    await save();
    const fields = answers(form);
    const missing = wrong(fields);
    if (missing.length) return complain(missing);
    const seen = await preview(fields);
    if ("errors" in seen) return complain(seen.errors);
    put(look, ".kept-text", seen.masked);
    put(look, ".look-place", seen.place || chosenPlace(form) || (words.point ?? ""));
    put(look, ".look-photos", String(album.photos.length));
    put(look, ".look-contact", fields.contact ? (words.sealed ?? "") : (words.anonymous ?? ""));
    look.querySelector<HTMLElement>(".look-offline")!.hidden = !seen.offline;
    form.hidden = true;
    look.hidden = false;
    document.querySelector<HTMLElement>("#form-head")!.hidden = true;
    look.querySelector<HTMLElement>("h2")!.focus();
  }

  function back(): void {
    form.hidden = false;
    look.hidden = true;
    document.querySelector<HTMLElement>("#form-head")!.hidden = false;
    form.querySelector<HTMLElement>("textarea")?.focus();
  }

  async function send(): Promise<void> {
    const fields = answers(form);
    await hand({ id: newKey(), to: "/report/send", title: hideNumbers(fields.text ?? "").slice(0, 40), fields, photos: album.photos, at: Date.now(), state: "waiting", tries: 0 });
  }

  async function tap(of: string): Promise<void> {
    const fields = { ...answers(form), of };
    await hand({ id: newKey(), to: "/report/send", title: words.same ?? "", fields, photos: album.photos, at: Date.now(), state: "waiting", tries: 0 });
  }

  async function hand(one: Outgoing): Promise<void> {
    document.querySelectorAll<HTMLButtonElement>("#look button, #near button").forEach((button) => { button.disabled = true; });
    await keep("outgoing", one);
    await forget("drafts", DRAFT);
    form.reset();
    await album.show([]);
    await askToSendLater();
    await flush();
    const now = (await allOutgoing()).find((row) => row.id === one.id);
    if (now?.state === "sent" && now.follow) location.assign(`${now.follow}?new=1`);
    else location.assign("/report/#outgoing"), location.reload();
  }
}

interface Seen { masked: string; place: string; offline: boolean }
interface Wrong { text: string; field: string }

async function preview(fields: Record<string, string>): Promise<Seen | { errors: Wrong[] }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  try {
    const answer = await fetch("/report/preview", { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (answer.status === 422) return (await answer.json()) as { errors: Wrong[] };
    if (answer.ok) return { ...((await answer.json()) as { masked: string; place: string }), offline: false };
  } catch {
    // without signal: what can be hidden here is, the rest when it arrives
  }
  return { masked: hideNumbers(fields.text ?? ""), place: "", offline: true };
}

/** Long numbers (telephones, identity cards) are hidden on the phone already; names when it arrives. */
function hideNumbers(text: string): string {
  return text.replace(/\d(?:[ -]?\d){6,17}[\dXx]?/g, "***");
}

function wrong(fields: Record<string, string>): Wrong[] {
  const found: Wrong[] = [];
  if (!fields.text?.trim()) found.push({ text: words.noText ?? "", field: "text" });
  if (!fields.place_code && !fields.lat) found.push({ text: words.noPlace ?? "", field: "place_code" });
  return found;
}

function complain(errors: Wrong[]): void {
  const summary = document.querySelector<HTMLElement>("#report-errors")!;
  const list = summary.querySelector("ul")!;
  list.replaceChildren(...errors.map((error) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${error.field || "text"}`;
    unfold(document.getElementById(error.field));
    link.textContent = error.text;
    item.append(link);
    return item;
  }));
  summary.className = "error-summary";
  summary.hidden = false;
  summary.focus();
}

function answers(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form).entries()) {
    if (typeof value === "string" && !["csrfmiddlewaretoken", "step", "key", "photo"].includes(name)) fields[name] = value;
  }
  return fields;
}

function fill(form: HTMLFormElement, fields: Record<string, string>): void {
  for (const [name, value] of Object.entries(fields)) {
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="${name}"]`)) {
      if (field instanceof HTMLInputElement && field.type === "radio") field.checked = field.value === value;
      else field.value = value;
      if (value) unfold(field);
    }
  }
}

/** What is filled in, or wrong, is never hidden in a folded part. */
function unfold(field: Element | null): void {
  const part = field?.closest("details");
  if (part) part.open = true;
}

function put(part: HTMLElement, where: string, text: string): void {
  part.querySelector<HTMLElement>(where)!.textContent = text;
}

function chosenPlace(form: HTMLFormElement): string {
  const select = form.querySelector<HTMLSelectElement>("#place_code");
  return select?.value ? (select.selectedOptions[0]?.textContent ?? "") : "";
}

/** GPS needs no map: it fills the two fields, and the map follows where there is one. */
function offerLocation(form: HTMLFormElement): void {
  const button = document.querySelector<HTMLButtonElement>("#pin-here");
  if (!button || !("geolocation" in navigator) || !window.isSecureContext) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      set(form, "lat", coords.latitude);
      set(form, "lon", coords.longitude);
      const told = document.getElementById("pin-told");
      if (told) told.textContent = `${words.located ?? ""} ±${Math.round(coords.accuracy)} m`;
      document.dispatchEvent(new CustomEvent("clearway:located", { detail: { lat: coords.latitude, lng: coords.longitude } }));
      form.dispatchEvent(new Event("change"));
    }, () => {
      const told = document.getElementById("pin-told");
      if (told) told.textContent = words.notLocated ?? "";
    }, { enableHighAccuracy: true, timeout: 10_000 });
  });
}

function set(form: HTMLFormElement, name: string, degrees: number): void {
  form.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value = degrees.toFixed(6);
}

/** Already reported here: what is open near the chosen place, each to be joined with one tap. */
function followNear(form: HTMLFormElement, join: (number: string) => void): void {
  const part = document.querySelector<HTMLElement>("#near")!;
  const list = part.querySelector("ul")!;
  const template = part.querySelector("template")!;
  let asked = "";
  const ask = async (): Promise<void> => {
    const { place_code = "", lat = "", lon = "" } = answers(form);
    const query = new URLSearchParams({ place_code, lat, lon }).toString();
    if (query === asked || !(place_code || lat)) return;
    asked = query;
    try {
      const answer = await fetch(`/report/near?${query}`);
      if (!answer.ok || query !== asked) return;
      const found = ((await answer.json()) as { near: Record<string, string>[] }).near;
      list.replaceChildren(...found.map((one) => {
        const item = template.content.cloneNode(true) as DocumentFragment;
        for (const name of ["topic", "place", "since", "voices", "state", "away"]) item.querySelector(`.near-${name}`)!.textContent = one[name] ?? "";
        item.querySelector("button")!.addEventListener("click", () => join(one.number!));
        return item;
      }));
      part.hidden = found.length === 0;
    } catch {
      // without signal nobody can tell; the office joins them later
    }
  };
  form.addEventListener("change", () => void ask());
  form.addEventListener("input", (event) => { if ((event.target as HTMLInputElement).name === "lat") void ask(); });
}

async function askToSendLater(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.ready;
    await (registration as unknown as { sync?: { register(tag: string): Promise<void> } }).sync?.register("clearway-outgoing");
  } catch {
    // this browser sends when the page is open again
  }
}

