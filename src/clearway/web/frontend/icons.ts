// Marks drawn on a canvas: each kind of thing has its own shape and letter, so colour never speaks alone.
import type { Map as MapLibre } from "maplibre-gl";

type Draw = (pen: CanvasRenderingContext2D, size: number) => void;

interface Mark {
  fill: string;
  text: string;
  ink?: string;
  outline: Draw;
}

const circle: Draw = (pen, size) => pen.arc(size / 2, size / 2, size * 0.38, 0, 2 * Math.PI);
const square: Draw = (pen, size) => pen.roundRect(size * 0.14, size * 0.14, size * 0.72, size * 0.72, size * 0.12);
const triangle: Draw = (pen, size) => {
  pen.moveTo(size * 0.5, size * 0.08);
  pen.lineTo(size * 0.94, size * 0.86);
  pen.lineTo(size * 0.06, size * 0.86);
  pen.closePath();
};
const octagon: Draw = (pen, size) => {
  const [near, far] = [size * 0.31, size * 0.69];
  const [low, high] = [size * 0.06, size * 0.94];
  const corners = [[near, low], [far, low], [high, near], [high, far], [far, high], [near, high], [low, far], [low, near]];
  corners.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x!, y!) : pen.lineTo(x!, y!)));
  pen.closePath();
};

export const MARKS: Record<string, Mark> = {
  found: { fill: "#b3261e", text: "堵", outline: octagon },
  measure: { fill: "#1d4f91", text: "管", outline: square },
  warning: { fill: "#f2b134", text: "!", ink: "#1c1a17", outline: triangle },
  case: { fill: "#5a3e8c", text: "办", outline: circle },
  hospital: { fill: "#ffffff", text: "医", ink: "#9c1c3a", outline: circle },
  clinic: { fill: "#ffffff", text: "诊", ink: "#9c1c3a", outline: circle },
  pharmacy: { fill: "#ffffff", text: "药", ink: "#1f6b3b", outline: circle },
  market: { fill: "#ffffff", text: "市", ink: "#7a4a00", outline: circle },
  school: { fill: "#ffffff", text: "校", ink: "#1d4f91", outline: circle },
  fire_station: { fill: "#ffffff", text: "消", ink: "#b3261e", outline: circle },
  ambulance_station: { fill: "#ffffff", text: "急", ink: "#9c1c3a", outline: circle },
};

export function addMarks(map: MapLibre): void {
  for (const [name, mark] of Object.entries(MARKS)) map.addImage(name, drawn(mark, 64), { pixelRatio: 2 });
}

function drawn(mark: Mark, size: number): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d")!;
  pen.beginPath();
  mark.outline(pen, size);
  pen.lineJoin = "round";
  pen.lineWidth = size * 0.1;
  pen.strokeStyle = mark.ink && mark.fill === "#ffffff" ? mark.ink : "#ffffff";
  pen.stroke();
  pen.fillStyle = mark.fill;
  pen.fill();
  pen.fillStyle = mark.ink ?? "#ffffff";
  pen.font = `700 ${size * 0.4}px "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(mark.text, size / 2, size * (mark.outline === triangle ? 0.6 : 0.52));
  return pen.getImageData(0, 0, size, size);
}
