// An inspector's visit on a phone, also where there is no signal: checklist, photos before and after, position.
import { openAlbum, type Album } from "./album";
import { keep, kept, newKey, forget, type Draft } from "./keep";
import { flush } from "./outgoing";
import { wait } from "./waiting";

const form = document.querySelector<HTMLFormElement>("#visit-form");
if (form) start(form);
wait(document.querySelector("#outgoing"));

function start(form: HTMLFormElement): void {
  const id = `visit-${form.dataset.task}`;
  const albums: Record<string, Album> = {};
  for (const part of form.querySelectorAll<HTMLElement>("[data-album]")) albums[part.dataset.album!] = openAlbum(part, () => void save());
  let clock = 0;
  form.addEventListener("input", () => { clearTimeout(clock); clock = window.setTimeout(() => void save(), 250); });
  form.addEventListener("submit", (event) => { event.preventDefault(); void send(); });
  locate(form);
  void restore();

  const names = (): string[] => Object.entries(albums).flatMap(([name, album]) => album.photos.map(() => name));
  const photos = (): Blob[] => Object.values(albums).flatMap((album) => album.photos);

  async function save(): Promise<void> {
    const written = fields(form);
    await keep("drafts", { id, fields: written, photos: photos(), names: names(), at: Date.now() });
    form.dataset.saved = `${written.note?.length ?? 0}/${photos().length}`;
  }

  async function restore(): Promise<void> {
    const draft = await kept<Draft>("drafts", id);
    if (draft) {
      for (const [name, value] of Object.entries(draft.fields)) refill(form, name, value);
      for (const [name, album] of Object.entries(albums)) await album.show(draft.photos.filter((_, index) => draft.names?.[index] === name));
    }
    form.dataset.ready = "1";
  }

  async function send(): Promise<void> {
    if (!form.reportValidity()) return;
    await keep("outgoing", { id: newKey(), to: form.dataset.send!, title: form.dataset.title ?? "", fields: { ...fields(form), made_at: new Date().toISOString() }, photos: photos(), names: names(), at: Date.now(), state: "waiting", tries: 0 });
    await forget("drafts", id);
    await flush();
    location.assign("/inspect/");
  }
}

function fields(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new FormData(form).entries()) if (typeof value === "string" && name !== "csrfmiddlewaretoken") found[name] = value;
  return found;
}

function refill(form: HTMLFormElement, name: string, value: string): void {
  for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
    else field.value = value;
  }
}

/** Where the visit is made; a phone that will not say leaves the fields empty, and the page says so. */
function locate(form: HTMLFormElement): void {
  const told = form.querySelector<HTMLElement>("#where-told")!;
  const fail = (): void => { told.textContent = told.dataset.failed ?? ""; };
  if (!("geolocation" in navigator) || !window.isSecureContext) return fail();
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    form.querySelector<HTMLInputElement>("input[name=lat]")!.value = coords.latitude.toFixed(6);
    form.querySelector<HTMLInputElement>("input[name=lon]")!.value = coords.longitude.toFixed(6);
    told.textContent = `${told.dataset.found ?? ""} ±${Math.round(coords.accuracy)} m`;
  }, fail, { enableHighAccuracy: true, timeout: 15_000 });
}
