import { asked } from "./asking.ts";
import { HOSTILE } from "./hostile_texts.ts";
import { KEY } from "./planted_settings.ts";
import type { Planting } from "./planting.ts";
import { PDF, sent } from "./sending.ts";
import { encoded, mailed } from "./smtp.ts";
import { local, user } from "./stack.ts";

type Link = { id: string; title: string };
type Ties = { data: { user: Link; relation: Link; contact: Link }[] };

/** What a customer gets to see, and what comes from outside: a customer's words, a mail, a file of records. */
export async function plantOutside(planting: Planting): Promise<void> {
  await portal(planting);
  await mail(planting);
  await importing(planting);
}

async function portal(planting: Planting): Promise<void> {
  const { data } = await asked<Ties>("administrator", "GET", "/v1/ties");
  const tie = data.find((each) => each.user.title === user("customer").name);
  if (!tie) throw new Error("The customer is tied to nothing");
  const [jan, company] = [tie.contact.id, tie.relation.id];
  planting.ids.set("hamerslag", company);
  const shared = { visibility: "shared", links: [company] };
  const tomorrow = Date.now() + 86_400_000;
  await planting.make("launch-link", "/v1/launch-links", {
    title: planting.text("launch", 80),
    description: planting.text("launch-about"),
    url: "https://launch.hostile.example/?%22%3E%3Csvg%20onload=alert(1)%3E",
    assigned: jan,
  });
  await planting.make("shared activity", "/v1/activities", {
    kind: KEY,
    subject: planting.text("shared-subject"),
    text: `<p>${planting.mark} ${HOSTILE.join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`,
    place: planting.text("shared-place"),
    starts_at: new Date(tomorrow).toISOString(),
    ends_at: new Date(tomorrow + 3_600_000).toISOString(),
    participants: [{ contact: jan }],
    ...shared,
  });
  const about = `/v1/portal/activities/${planting.id("shared activity")}`;
  const comment = await asked<Link>("customer", "POST", `${about}/comments`, { text: planting.text("comment", 500) });
  planting.afterwards(() => asked("administrator", "DELETE", `/v1/activities/${comment.id}`));
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
  const columns = ["Bedrijfsnaam", planting.text("column", 100), "Notitie"];
  const rows = planting.texts("cell").map((text) => [text, planting.text("other-cell"), HOSTILE[0] ?? ""]);
  const csv = [columns, ...rows].map((row) => row.map(cell).join(";")).join("\r\n");
  const name = `${planting.mark} ${HOSTILE[8]}.csv`;
  const upload = await sent("administrator", "/v1/imports/uploads", name, csv, { of: "relation" });
  const made = await asked<{ id: string }>("administrator", "POST", "/v1/imports", { of: "relation", upload });
  planting.ids.set("import", made.id);
}
