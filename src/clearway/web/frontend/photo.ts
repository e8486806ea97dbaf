// Photos before they leave the phone: made smaller and anew (nothing of the camera or the place is in them), and parts
// one covers with a finger are coarse for good.

const EDGE = 1600;
const QUALITY = 0.82;
const COARSE = 28;

/** A new JPEG of at most 1600 pixels; throws where the file is no picture the browser can read. */
export async function shrunk(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const canvas = sized(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  context(canvas).drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return asBlob(canvas);
}

/** Draws the photo into a small canvas: no address of a picture is needed. */
export async function thumbnail(photo: Blob, canvas: HTMLCanvasElement, edge = 160): Promise<void> {
  const picture = await createImageBitmap(photo);
  const scale = edge / Math.max(picture.width, picture.height);
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  context(canvas).drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}

export interface Covering {
  done(): Promise<Blob>;
  undo(): void;
  everything(): void;
}

/** Shows the photo in `canvas`; whatever a finger or mouse rubs over becomes coarse. */
export async function cover(photo: Blob, canvas: HTMLCanvasElement): Promise<Covering> {
  const picture = await createImageBitmap(photo);
  canvas.width = picture.width;
  canvas.height = picture.height;
  const drawn = context(canvas);
  drawn.drawImage(picture, 0, 0);
  const coarse = coarsened(picture);
  const brush = Math.max(canvas.width, canvas.height) / 24;
  let rubbing = false;
  const rub = (event: PointerEvent): void => {
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.height;
    drawn.save();
    drawn.beginPath();
    drawn.arc(x, y, brush, 0, 2 * Math.PI);
    drawn.clip();
    drawn.drawImage(coarse, 0, 0);
    drawn.restore();
  };
  canvas.onpointerdown = (event) => { rubbing = true; canvas.setPointerCapture(event.pointerId); rub(event); };
  canvas.onpointermove = (event) => { if (rubbing) rub(event); };
  canvas.onpointerup = () => { rubbing = false; };
  return {
    done: () => asBlob(canvas),
    undo: () => drawn.drawImage(picture, 0, 0),
    everything: () => drawn.drawImage(coarse, 0, 0),
  };
}

function coarsened(picture: ImageBitmap): HTMLCanvasElement {
  const cells = sized(COARSE, Math.max(1, Math.round((COARSE * picture.height) / picture.width)));
  context(cells).drawImage(picture, 0, 0, cells.width, cells.height);
  const whole = sized(picture.width, picture.height);
  const drawn = context(whole);
  drawn.imageSmoothingEnabled = false;
  drawn.drawImage(cells, 0, 0, whole.width, whole.height);
  return whole;
}

function sized(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const drawn = canvas.getContext("2d");
  if (!drawn) throw new Error("no canvas");
  return drawn;
}

function asBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY);
  });
}
