// The camera, read with a zxing-wasm of our own: nothing is fetched from elsewhere, no picture is kept.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const WIDEST = 800;

// Before the camera is started, so that the first picture finds the reader ready.
export function prepare(): void {
  prepareZXingModule({ overrides: { locateFile: () => "/static/built/zxing_reader.wasm" }, fireImmediately: true });
}

export class Scanner {
  private stream: MediaStream | null = null;
  private last = "";

  constructor(private readonly video: HTMLVideoElement, private readonly seen: (text: string) => Promise<void>) {}

  get running(): boolean {
    return this.stream !== null;
  }

  async start(): Promise<void> {
    const video = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    this.stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    this.video.srcObject = this.stream;
    await this.video.play();
    void this.read();
  }

  stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }

  // The same code may be scanned again once this was called.
  forget(): void {
    this.last = "";
  }

  private async read(): Promise<void> {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    while (this.stream) {
      const text = await this.look(canvas, context);
      if (text && text !== this.last) {
        this.last = text;
        await this.seen(text);
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  private async look(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): Promise<string> {
    const { videoWidth, videoHeight } = this.video;
    if (!videoWidth) return "";
    const scale = Math.min(1, WIDEST / videoWidth);
    canvas.width = Math.round(videoWidth * scale);
    canvas.height = Math.round(videoHeight * scale);
    context.drawImage(this.video, 0, 0, canvas.width, canvas.height);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1, tryDownscale: false });
    return found.find((one) => one.isValid)?.text ?? "";
  }
}
