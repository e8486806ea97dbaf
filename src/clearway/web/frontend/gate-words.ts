// Everything the gate page says, in both languages: the page works offline in either.
import type { Code } from "./gate-refused";

export type Language = "zh" | "en";
type Said = readonly [zh: string, en: string];

const WORDS = {
  title: ["出入口", "Gate"],
  skip: ["跳到正文", "Skip to main content"],
  choose: ["这是几号门？", "Which gate is this?"],
  chooseFirst: ["请先选择出入口", "Choose the gate first"],
  none: ["没有受管控的出入口：谁都不需要通行证。", "No gate is controlled: nobody needs a pass."],
  scan: ["开始扫码", "Start scanning"],
  stop: ["停止扫码", "Stop scanning"],
  camera: ["摄像头打不开：请用短码，或拨打值班电话。", "The camera does not open: use the short code, or call the duty phone."],
  aim: ["把二维码放进画面", "Hold the code before the camera"],
  short: ["短码（纸上的10位）", "Short code (ten characters on the sheet)"],
  check: ["核对短码", "Check the code"],
  shortUnknown: ["没有找到这个短码", "No pass has this code"],
  shortTypo: ["短码输错了一位，请再看一遍", "One character is wrong: look again"],
  emergency: ["紧急情况——已放行", "Emergency – opened"],
  emergencyTold: ["已放行，只记一次数", "Opened; only a count is kept"],
  emergencyWhy: ["急救、消防、临产、急症不需要通行证。", "Ambulance, fire, birth and acute need require no pass."],
  duty: ["值班电话", "Duty phone"],
  nearest: ["最近的开放出入口", "Nearest open gate"],
  noNearest: ["附近没有其他开放的出入口：就从这里走。", "No other open gate is known near here: let them out here."],
  minutes: ["步行约 {n} 分钟", "about {n} minutes on foot"],
  id: ["身份证核对（可不做）：号码只在本机计算", "ID check (optional): the number stays on this phone"],
  idSame: ["与通行证相符", "It fits the pass"],
  idOther: ["与通行证不符：请持证人再核对", "It does not fit the pass: ask the holder to look again"],
  idButton: ["核对", "Compare"],
  purpose: ["事由", "Purpose"],
  name: ["姓名", "Name"],
  until: ["有效至", "Valid until"],
  companions: ["随行", "Companions"],
  uses: ["限次", "Uses"],
  ready: ["已备好，可离线使用", "Ready for use without a network"],
  updated: ["名单更新于", "Lists of"],
  never: ["名单尚未下载", "Lists not downloaded yet"],
  staleLists: ["名单超过一天没有更新：照常放行，有网络时会自动更新。", "The lists are more than a day old: go on letting people through; they renew themselves when there is a network."],
  expiredTrust: ["信任列表已过期，请联网一次。", "The trust list has run out: go online once."],
  ends: ["管控批准至", "Approved until"],
  open: ["开放", "OPEN"],
  accept: ["放行", "LET THROUGH"],
  accept_warn: ["放行", "LET THROUGH"],
  reject: ["按本门规定办理", "ORDINARY RULE"],
  gate_not_authorised: ["开放：人人可过", "OPEN to everybody"],
  rejectTold: ["这张证此处不能用，不代表不准通行。有急事立即放行；拿不准请拨打值班电话。", "This pass does not serve here; that forbids nobody to pass. Emergencies go through; if in doubt call the duty phone."],
  openTold: ["此处的管控批准已到期或不存在，任何人都不需要通行证。", "The approval of this gate has ended, or there is none: nobody needs a pass."],
  again: ["再扫一张", "Scan the next"],
  language: ["English", "中文"],
  privacy: ["只记每小时的数目，不记人、不记码。", "Only hourly numbers are kept: no person and no code."],
  north: ["指北", "north up"],
} as const satisfies Record<string, Said>;

export type Word = keyof typeof WORDS;

const CODES: Partial<Record<Code, Said>> = {
  status_stale: ["撤销名单较旧，仍可放行", "The list of revocations is old; still valid"],
  expired: ["已过期", "It has expired"],
  not_yet_valid: ["还没有到生效时间", "It is not valid yet"],
  wrong_gate: ["是别的出入口的证", "It is for another gate"],
  revoked: ["已撤销，持证人可以申诉", "It was revoked; the holder may appeal"],
  already_used: ["一次性的证，已经用过", "It was for one use and has been used"],
  bad_prefix: ["这不是通行证的二维码", "This is no code of a pass"],
  unknown_key: ["不是本县签发的", "Not issued by this county"],
  wrong_issuer: ["不是本县签发的", "Not issued by this county"],
  bad_signature: ["签名不对", "Its signature is wrong"],
};
const UNREADABLE: Said = ["二维码读不通，请再扫一次，或用短码", "The code cannot be read: scan again, or use the short code"];

const PURPOSES: readonly Said[] = [
  ["—", "—"], ["就医", "medical care"], ["购药", "medicine"], ["上学、考试", "school or exam"], ["物资", "supplies"],
  ["照料家人", "care of a dependant"], ["必要工作", "essential work"], ["其他", "other"],
];
const POINTS: readonly Said[] = [
  ["北", "north"], ["东北", "north-east"], ["东", "east"], ["东南", "south-east"],
  ["南", "south"], ["西南", "south-west"], ["西", "west"], ["西北", "north-west"],
];

let language: Language = "zh";

export function speak(chosen: Language): void {
  language = chosen;
}

export function spoken(): Language {
  return language;
}

export function say(word: Word, values: Record<string, string | number> = {}): string {
  return pick(WORDS[word]).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export function sayCode(code: Code): string {
  return pick(CODES[code] ?? UNREADABLE);
}

export function sayPurpose(purpose: number): string {
  return pick(PURPOSES[purpose] ?? PURPOSES[0]!);
}

export function sayBearing(degrees: number): string {
  return pick(POINTS[Math.round(degrees / 45) % 8]!);
}

export function sayMoment(seconds: number): string {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const form = { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(locale, form).format(new Date(seconds * 1000));
}

function pick(said: Said): string {
  return said[language === "zh" ? 0 : 1];
}
