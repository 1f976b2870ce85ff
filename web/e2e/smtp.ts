import { connect } from "node:net";
import { local } from "./stack.ts";

/** Hands a message to the local stack as any mail server would, for its dossier address. */
export async function mailed(message: string, from = "sender@hostile.example", to = local.dossier_address) {
  const socket = connect(local.smtp.port, local.smtp.host);
  socket.setEncoding("utf8");
  const answers = socket[Symbol.asyncIterator]();
  const say = async (line: string | null, code: string) => {
    if (line !== null) socket.write(`${line}\r\n`);
    const { value } = await answers.next();
    if (!String(value).startsWith(code)) throw new Error(`${line}: ${value}`);
  };
  const stuffed = message.replaceAll(/\r?\n/g, "\r\n").replaceAll(/^\./gm, "..");
  try {
    await say(null, "220");
    await say("HELO hostile.example", "250");
    await say(`MAIL FROM:<${from}>`, "250");
    await say(`RCPT TO:<${to}>`, "250");
    await say("DATA", "354");
    await say(`${stuffed}\r\n.`, "250");
    socket.write("QUIT\r\n");
  } finally {
    socket.end();
  }
}

/** A header that has more than letters in it. */
export const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
