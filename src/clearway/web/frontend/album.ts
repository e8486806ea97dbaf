// The photos of a form: chosen, made small, shown, covered, removed. Works on any [data-album] part of a page.
import { cover, shrunk, thumbnail } from "./photo";

export interface Album {
  photos: Blob[];
  show(photos: Blob[]): Promise<void>;
}

/** `most` photos at most; `changed` is called after every change. */
export function openAlbum(part: HTMLElement, changed: () => void): Album {
  const input = part.querySelector<HTMLInputElement>("input[type=file]")!;
  const list = part.querySelector<HTMLElement>(".album")!;
  const told = part.querySelector<HTMLElement>(".album-told")!;
  const most = Number(part.dataset.most ?? "6");
  const album: Album = { photos: [], show };
  input.addEventListener("change", () => void take());

  async function take(): Promise<void> {
    told.textContent = "";
    for (const file of input.files ?? []) {
      if (album.photos.length >= most) { told.textContent = part.dataset.tooMany ?? ""; break; }
      try {
        album.photos.push(await shrunk(file));
      } catch {
        told.textContent = part.dataset.unreadable ?? "";
      }
    }
    input.value = "";
    await draw();
    changed();
  }

  async function show(photos: Blob[]): Promise<void> {
    album.photos = [...photos];
    await draw();
  }

  async function draw(): Promise<void> {
    list.replaceChildren();
    for (const [index, photo] of album.photos.entries()) {
      const item = document.createElement("li");
      const canvas = document.createElement("canvas");
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", `${part.dataset.photo ?? ""} ${index + 1}`);
      item.append(canvas, button(part.dataset.cover ?? "", () => void coverOne(index)), button(part.dataset.remove ?? "", () => { album.photos.splice(index, 1); void draw().then(changed); }));
      list.append(item);
      await thumbnail(photo, canvas);
    }
    list.dataset.count = String(album.photos.length);
  }

  async function coverOne(index: number): Promise<void> {
    const dialog = document.querySelector<HTMLDialogElement>("#cover")!;
    const canvas = dialog.querySelector<HTMLCanvasElement>("canvas")!;
    const covering = await cover(album.photos[index]!, canvas);
    const on = (name: string, act: () => void): void => { dialog.querySelector<HTMLButtonElement>(`[data-act=${name}]`)!.onclick = act; };
    on("undo", covering.undo);
    on("everything", covering.everything);
    on("cancel", () => dialog.close());
    on("done", () => void covering.done().then(async (blob) => { album.photos[index] = blob; dialog.close(); await draw(); changed(); }));
    dialog.showModal();
  }

  return album;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button second small";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
