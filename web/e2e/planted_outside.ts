import { asked } from "./asking.ts";
import { HOSTILE } from "./hostile_texts.ts";
import type { Planting } from "./planting.ts";
import { PDF, sent } from "./sending.ts";
import { encoded, mailed } from "./smtp.ts";
import { local } from "./stack.ts";

type Found = { data: { id: string }[] };

/** What a customer gets to see, and what comes from outside: a customer's words, a mail, a file of records. */
export async function plantOutside(planting: Planting): Promise<void> {
  await portal(planting);
  await mail(planting);
  await importing(planting);
}

async function portal(planting: Planting): Promise<void> {
  const find = async (q: string, type: string) =>
    (await asked<Found>("administrator", "GET", `/v1/search?q=${q}&types=${type}`)).data[0]?.id;
  const jan = await find("visser+hamerslag", "contact");
  const company = await find("hamerslag+almere", "relation");
  planting.ids.set("hamerslag", company ?? "");
  const shared = { visibility: "shared", links: [jan, company] };
  await planting.make("launch-link", "/v1/launch-links", {
    title: planting.text("launch", 80),
    description: planting.text("launch-about"),
    url: "https://launch.hostile.example/?%22%3E%3Csvg%20onload=alert(1)%3E",
    assigned: jan,
  });
  await planting.make("shared activity", "/v1/activities", {
    kind: "meeting",
    subject: planting.text("shared-subject"),
    text: `<p>${planting.mark} ${HOSTILE.join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`,
    place: planting.text("shared-place"),
    date: new Date().toISOString().slice(0, 10),
    ...shared,
  });
  const said = { text: planting.text("comment", 500) };
  await asked("customer", "POST", `/v1/portal/activities/${planting.id("shared activity")}/comments`, said);
  await planting.make("shared document", "/v1/documents", {
    title: planting.text("shared-title"),
    kind: "other",
    description: HOSTILE.join(" "),
    upload: await sent("administrator", "/v1/documents/uploads", `${HOSTILE[0]}.pdf`, PDF, { type: "application/pdf" }),
    ...shared,
  });
}

async function mail(planting: Planting): Promise<void> {
  await mailed(
    [
      `From: ${encoded(planting.text("sender"))} <${planting.mark}@hostile.example>`,
      `To: ${local.dossier_address}`,
      `Subject: ${encoded(planting.text("mail-subject"))}`,
      `Message-ID: <${planting.mark}@hostile.example>`,
      "Content-Type: text/plain; charset=utf-8",
      "",
      planting.text("mail-text", 900),
      ...HOSTILE,
    ].join("\n"),
  );
}

/** Its columns and its cells are hostile. */
async function importing(planting: Planting): Promise<void> {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const columns = ["Bedrijfsnaam", planting.text("column", 100), "E-mail"];
  const rows = planting.texts("cell").map((text) => [text, planting.text("other-cell"), HOSTILE[0] ?? ""]);
  const csv = [columns, ...rows].map((row) => row.map(cell).join(";")).join("\r\n");
  const name = `${planting.mark} ${HOSTILE[8]}.csv`;
  const upload = await sent("administrator", "/v1/imports/uploads", name, csv, { of: "relation" });
  const made = await asked<{ id: string }>("administrator", "POST", "/v1/imports", { of: "relation", upload });
  planting.ids.set("import", made.id);
}
